import { servicePrincipal } from '@campusgraph/auth';
import type { Database } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { afterFailure, checkNotLocked } from '../domain/sign-in.ts';
import { Account } from '../persistence/entities/account.ts';
import type { Credentials } from '../persistence/queries/credentials.ts';

export interface AttemptScope {
  database: Database;
  now: Date;
  correlationId: string;
}

/**
 * Counts an attempt on an account as a failure before it is looked at; a success takes that back. Whoever guesses many times at the
 * same instant is so counted each time. Throws ACCOUNT_LOCKED.
 */
export async function claimAttempt(
  { database, now, correlationId }: AttemptScope,
  { accountId, organizationId }: Credentials,
): Promise<void> {
  const principal = servicePrincipal('organization', organizationId);
  await database.write({ principal, now, correlationId }, async ({ em }) => {
    const account = await em.findOneOrFail(Account, { id: accountId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    checkNotLocked(account.lockedUntil ?? null, now);
    em.assign(account, afterFailure(account.failedAttempts, now));
  });
}
