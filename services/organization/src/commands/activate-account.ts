import { servicePrincipal } from '@campusgraph/auth';
import { checkPassword } from '../domain/password.ts';
import { checkActivation, checkNotLocked } from '../domain/sign-in.ts';
import { Account } from '../persistence/entities/account.ts';
import { findCredentials } from '../persistence/queries/credentials.ts';
import { audit } from './audit.ts';
import { claimAttempt } from './claim-attempt.ts';
import { claimGuessFrom } from './claim-guess.ts';
import { hashPassword, sha256 } from './secrets.ts';
import { accountPrincipal, type SignInScope } from './sign-in.ts';
import { type IssuedToken, issueToken } from './tokens.ts';

const NOBODY = { status: 'NONE', activationCodeHash: null, activationExpiresAt: null };

/** Sets the password of an invited account and signs in. Throws TOO_MANY_SIGN_IN_FAILURES, WRONG_ACTIVATION_CODE, ACCOUNT_LOCKED and what `checkPassword` throws. */
export async function activateAccount(
  scope: SignInScope,
  input: { login: string; activationCode: string; password: string },
): Promise<IssuedToken> {
  const { database, now, correlationId } = scope;
  checkPassword(input.password);
  const found = await findCredentials(database, input.login.trim());
  if (found) checkNotLocked(found.lockedUntil, now);
  const wasNoGuess = await claimGuessFrom(scope, 'PASSWORD');
  if (found) await claimAttempt(scope, found);
  checkActivation(found ?? NOBODY, sha256(input.activationCode.trim().toUpperCase()), now);
  if (!found) throw new Error('checkActivation refuses nobody.');
  const passwordHash = await hashPassword(input.password);
  const principal = servicePrincipal('organization', found.organizationId);
  await database.write({ principal, now, correlationId }, async (unit) => {
    // The code in the condition: of two at the same instant only one finds the account still invited.
    const changed = await unit.em.nativeUpdate(
      Account,
      { id: found.accountId, status: 'INVITED' },
      {
        status: 'ACTIVE',
        passwordHash,
        activationCodeHash: null,
        activationExpiresAt: null,
        failedAttempts: 0,
        lockedUntil: null,
      },
    );
    if (changed !== 1) checkActivation(NOBODY, '', now);
    audit(unit, 'account.activated', found.subjectId);
  });
  await wasNoGuess();
  return issueToken(scope.tokens, accountPrincipal(found), now);
}
