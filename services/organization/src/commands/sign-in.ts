import { type Principal, ROLES, servicePrincipal } from '@campusgraph/auth';
import { checkNotLocked, wrongCredentials } from '../domain/sign-in.ts';
import { Account } from '../persistence/entities/account.ts';
import { type Credentials, findCredentials } from '../persistence/queries/credentials.ts';
import { audit } from './audit.ts';
import { claimAttempt } from './claim-attempt.ts';
import { claimGuessFrom, type GuessScope } from './claim-guess.ts';
import { passwordMatches } from './secrets.ts';
import { type IssuedToken, issueToken, type TokenIssuer } from './tokens.ts';

/** What the commands before anyone is signed in run on. */
export interface SignInScope extends GuessScope {
  tokens: TokenIssuer;
  correlationId: string;
}

const NO_FAILURES = { failedAttempts: 0, lockedUntil: null };

/** A token for login and password. Throws TOO_MANY_SIGN_IN_FAILURES, WRONG_CREDENTIALS or ACCOUNT_LOCKED. */
export async function signIn(
  scope: SignInScope,
  { login, password }: { login: string; password: string },
): Promise<IssuedToken> {
  const found = await findCredentials(scope.database, login.trim());
  // What is not looked at is no guess: a tablet that goes on with an old password costs its office nothing more.
  if (found) checkNotLocked(found.lockedUntil, scope.now);
  const wasNoGuess = await claimGuessFrom(scope, 'PASSWORD');
  if (found) await claimAttempt(scope, found);
  const matches = await passwordMatches(password, found?.passwordHash);
  if (!found) throw wrongCredentials();
  if (!matches) {
    await remember(scope, found, 'sign-in.failed');
    throw wrongCredentials();
  }
  await remember(scope, found, 'sign-in.succeeded');
  await wasNoGuess();
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
