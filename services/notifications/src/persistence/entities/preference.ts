import { aggregateProperties, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { CHANNELS, type NoticeKey } from '../../domain/template-keys.ts';

const preferenceSchema = defineEntity({
  name: 'Preference',
  tableName: 'preference',
  properties: {
    ...aggregateProperties,
    guardianId: p.uuid(),
    /** Where the guardian is a customer. */
    branchIds: p.array<string>().columnType('uuid[]').nullable(),
    preferredChannel: oneOf(...CHANNELS),
    quietFrom: p.text(),
    quietTo: p.text(),
    mutedKeys: p.array<NoticeKey>(),
  },
  uniques: [{ name: 'preference_guardian', properties: ['guardianId'] }],
  ...tenantPolicies('preference', { branch: 'several', family: 'own' }),
});

/** How a guardian wants to be told. */
export class Preference extends preferenceSchema.class {}
preferenceSchema.setClass(Preference);
