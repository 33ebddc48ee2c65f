import { accountInvited } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { Account } from '../persistence/entities/account.ts';
import { newActivationCode, sha256 } from './secrets.ts';

/** A front desk hands a guardian over within days; after a week the code is worth nothing. */
const INVITATION_DAYS = 7;

export interface InviteGuardian {
  guardianId: string;
  branchId: string;
  name: string;
  /** E.164; it becomes the login. */
  phone: string;
}

/**
 * An account that waits for the guardian to set a password. A guardian known already only gets the branch added; a login
 * that somebody else has (a phone number passed on) is left as it is, and the front desk sorts it out.
 */
export async function inviteGuardian(
  unit: UnitOfWork,
  { guardianId, branchId, name, phone }: InviteGuardian,
): Promise<void> {
  const { em, principal, now } = unit;
  const existing = await em.findOne(Account, { subjectId: guardianId });
  if (existing) {
    existing.branchIds = [...new Set([...(existing.branchIds ?? []), branchId])];
    return;
  }
  const activationCode = newActivationCode();
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
  // Another organization's account has the same login where one parent is a customer of two chains: no row, no error.
  const rows = await em.execute<{ id: string }[]>(
    `insert into account (id, organization_id, created_at, kind, subject_id, branch_ids, login, status, activation_code_hash, activation_expires_at)
     values (?, ?, ?, 'GUARDIAN', ?, ?::uuid[], ?, 'INVITED', ?, ?) on conflict (login) do nothing returning id`,
    [newId(), principal.organizationId, now, guardianId, `{${branchId}}`, phone, sha256(activationCode), expiresAt],
  );
  const account = rows[0];
  if (!account) return;
  unit.record(
    accountInvited,
    { id: account.id, branchId },
    { accountId: account.id, guardianId, login: phone, name, activationCode, expiresAt: expiresAt.toISOString() },
  );
}
