import { aggregateProperties, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { CHANNELS, LOCALES, NOTICE_KEYS } from '../../domain/template-keys.ts';

const templateSchema = defineEntity({
  name: 'Template',
  tableName: 'template',
  properties: {
    ...aggregateProperties,
    key: oneOf(...NOTICE_KEYS),
    locale: oneOf(...LOCALES),
    /** Null: every channel without a text of its own. */
    channel: oneOf(...CHANNELS).nullable(),
    /** `<key>/<locale>/<channel or *>`: what the versions are counted within. */
    slot: p.text(),
    templateVersion: p.integer(),
    /** The highest version of its slot. */
    current: p.boolean(),
    subject: p.text(),
    body: p.text(),
  },
  uniques: [{ name: 'template_version', properties: ['organizationId', 'slot', 'templateVersion'] }],
  ...tenantPolicies('template', { branch: 'none', family: 'hidden' }),
});

/** One version of a text. */
export class Template extends templateSchema.class {}
templateSchema.setClass(Template);
