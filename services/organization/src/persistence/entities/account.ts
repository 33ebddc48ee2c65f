import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const accountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    ...aggregateProperties,
    kind: oneOf('STAFF', 'GUARDIAN'),
    /** The staff member's or guardian's id. */
    subjectId: p.uuid(),
    /** A guardian's branches; a staff member's stand in Staff. */
    branchIds: p.array<string>().columnType('uuid[]').nullable(),
    /** Unique over all organizations: it is all that a sign-in starts from. */
    login: p.text(),
    status: oneOf('INVITED', 'ACTIVE'),
    /** `scrypt$<N>$<salt>$<hash>`, null until activated. */
    passwordHash: p.text().nullable(),
    activationCodeHash: p.text().nullable(),
    activationExpiresAt: instant().nullable(),
    failedAttempts: p.integer().default(0),
    lockedUntil: instant().nullable(),
  },
  uniques: [
    { name: 'account_login', properties: ['login'] },
    { name: 'account_subject', properties: ['subjectId'] },
  ],
  ...tenantPolicies('account', { branch: 'none', family: 'hidden', systemRole: 'organization_system' }),
});

export class Account extends accountSchema.class {}
accountSchema.setClass(Account);
