import { type Principal, ROLES, servicePrincipal } from '@campusgraph/auth';
import type { Database } from '@campusgraph/persistence';
import { wrongCredentials } from '../domain/sign-in.ts';
import { Account } from '../persistence/entities/account.ts';
import { type Credentials, findCredentials } from '../persistence/queries/credentials.ts';
import { audit } from './audit.ts';
import { claimAttempt } from './claim-attempt.ts';
import { passwordMatches } from './secrets.ts';
import { type IssuedToken, issueToken, type TokenIssuer } from './tokens.ts';

/** What the commands before anyone is signed in run on. */
export interface SignInScope {
  database: Database;
  tokens: TokenIssuer;
  now: Date;
  correlationId: string;
}

const NO_FAILURES = { failedAttempts: 0, lockedUntil: null };

/** A token for login and password. Throws WRONG_CREDENTIALS or ACCOUNT_LOCKED. */
export async function signIn(
  scope: SignInScope,
  { login, password }: { login: string; password: string },
): Promise<IssuedToken> {
  const found = await findCredentials(scope.database, login.trim());
  if (found) await claimAttempt(scope, found);
  const matches = await passwordMatches(password, found?.passwordHash);
  if (!found) throw wrongCredentials();
  if (!matches) {
    await remember(scope, found, 'sign-in.failed');
    throw wrongCredentials();
  }
  await remember(scope, found, 'sign-in.succeeded');
  return issueToken(scope.tokens, accountPrincipal(found), scope.now);
}

/** The principal of an account: a staff member with the scopes of the role, or a guardian of the own family. */
export function accountPrincipal({ kind, subjectId, organizationId, branchIds, role, locale }: Credentials): Principal {
  const common = { kind, subject: subjectId, organizationId, locale, branches: branchIds ?? ('ALL' as const) };
  if (kind === 'GUARDIAN')
    return { ...common, branches: branchIds ?? [], scopes: [...ROLES.GUARDIAN], guardianId: subjectId };
  return { ...common, scopes: role ? [...ROLES[role]] : [] };
}

async function remember(
  { database, now, correlationId }: SignInScope,
  found: Credentials,
  action: 'sign-in.failed' | 'sign-in.succeeded',
): Promise<void> {
  const principal = servicePrincipal('organization', found.organizationId);
  await database.write({ principal, now, correlationId }, async (unit) => {
    if (action === 'sign-in.succeeded') await unit.em.nativeUpdate(Account, { id: found.accountId }, NO_FAILURES);
    audit(unit, action, found.subjectId);
  });
}
