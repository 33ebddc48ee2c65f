import { oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { LOCALES } from '../../domain/template-keys.ts';

const guardianCopySchema = defineEntity({
  name: 'GuardianCopy',
  tableName: 'guardian_copy',
  properties: {
    guardianId: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Where the guardian is a customer; null: unknown. */
    branchIds: p.array<string>().columnType('uuid[]').nullable(),
    name: p.text(),
    phone: p.text().nullable(),
    email: p.text().nullable(),
    locale: oneOf(...LOCALES),
  },
  ...tenantPolicies('guardian_copy', { branch: 'several', family: 'own' }),
});

/** A guardian's name, addresses and language, as crm said. */
export class GuardianCopy extends guardianCopySchema.class {}
guardianCopySchema.setClass(GuardianCopy);
