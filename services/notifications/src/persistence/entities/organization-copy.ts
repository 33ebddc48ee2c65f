import { oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { LOCALES } from '../../domain/template-keys.ts';

const organizationCopySchema = defineEntity({
  name: 'OrganizationCopy',
  tableName: 'organization_copy',
  properties: {
    organizationId: p.uuid().primary(),
    name: p.text(),
    timeZone: p.text(),
    locale: oneOf(...LOCALES),
  },
  ...tenantPolicies('organization_copy', { branch: 'none', family: 'visible' }),
});

/** The school's name, and the zone and language where nothing nearer is known. */
export class OrganizationCopy extends organizationCopySchema.class {}
organizationCopySchema.setClass(OrganizationCopy);
