import type { Locale } from '@campusgraph/errors';
import type { Database } from '@campusgraph/persistence';
import type { StaffRole } from '../entities/staff.ts';

/** What a sign-in is decided on, found by the login alone: nobody is signed in yet, so the system role looks. */
export interface Credentials {
  accountId: string;
  organizationId: string;
  locale: Locale;
  kind: 'STAFF' | 'GUARDIAN';
  subjectId: string;
  status: 'INVITED' | 'ACTIVE';
  passwordHash: string | null;
  activationCodeHash: string | null;
  activationExpiresAt: Date | null;
  failedAttempts: number;
  lockedUntil: Date | null;
  /** Null for a guardian. */
  role: StaffRole | null;
  /** Null: every branch. */
  branchIds: string[] | null;
}

const SQL = `
select account.id as "accountId", account.organization_id as "organizationId", organization.locale, account.kind, account.subject_id as "subjectId",
       account.status, account.password_hash as "passwordHash", account.activation_code_hash as "activationCodeHash",
       account.activation_expires_at as "activationExpiresAt", account.failed_attempts as "failedAttempts", account.locked_until as "lockedUntil",
       staff.role, case account.kind when 'STAFF' then staff.branch_ids else account.branch_ids end as "branchIds"
from account join organization on organization.id = account.organization_id left join staff on staff.id = account.subject_id
where account.login = $1`;

/** The account with that login, in whatever organization; undefined if there is none. */
export const findCredentials = (database: Database, login: string): Promise<Credentials | undefined> =>
  database.system(async (client) => (await client.query<Credentials>(SQL, [login])).rows[0]);
