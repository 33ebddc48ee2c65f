import {
  aggregateProperties,
  instant,
  oneOf,
  type Search,
  searchIndex,
  tenantPolicies,
} from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { CONTACT_CHANNELS } from '../../domain/lead-words.ts';

export const guardianSearch: Search = { table: 'guardian', columns: ['name'], family: 'own' };

const guardianSchema = defineEntity({
  name: 'Guardian',
  tableName: 'guardian',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    /** Its own id, by which a guardian sees this row and no other. */
    guardianId: p.uuid(),
    householdId: p.uuid().index(),
    name: p.text(),
    /** E.164. */
    phone: p.text(),
    email: p.text().nullable(),
    locale: oneOf('zh-CN', 'en'),
    preferredChannel: oneOf(...CONTACT_CHANNELS),
    /** When the guardian agreed to be contacted; null: did not, or took it back. */
    consentAt: instant().nullable(),
  },
  // A branch must not learn from a refusal whom its sibling branch knows, so a phone is unique within the branch.
  uniques: [{ name: 'guardian_phone', properties: ['organizationId', 'branchId', 'phone'] }],
  indexes: [
    { name: 'guardian_created', properties: ['organizationId', 'createdAt', 'id'] },
    searchIndex(guardianSearch),
  ],
  ...tenantPolicies('guardian', { branch: 'required', family: 'own', searchRole: 'crm_search' }),
});

/** A customer: the adult who answers for one or more students. */
export class Guardian extends guardianSchema.class {}
guardianSchema.setClass(Guardian);
