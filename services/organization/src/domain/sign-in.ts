import { conflict, DomainError } from '@campusgraph/errors';

export const MAX_FAILED_ATTEMPTS = 10;
export const LOCK_MINUTES = 15;

/** What to remember after a wrong password: the tenth in a row locks the account for 15 minutes. */
export function afterFailure(failedAttempts: number, now: Date): { failedAttempts: number; lockedUntil: Date | null } {
  const attempts = failedAttempts + 1;
  if (attempts < MAX_FAILED_ATTEMPTS) return { failedAttempts: attempts, lockedUntil: null };
  return { failedAttempts: 0, lockedUntil: new Date(now.getTime() + LOCK_MINUTES * 60_000) };
}

/** The same answer for an unknown login and a wrong password: nobody learns here who has an account. */
export const wrongCredentials = (): DomainError =>
  new DomainError('unauthenticated', 'WRONG_CREDENTIALS', {
    en: 'The login or the password is wrong.',
    'zh-CN': '账号或密码错误。',
  });

/** Throws ACCOUNT_LOCKED while the lock lasts. */
export function checkNotLocked(lockedUntil: Date | null, now: Date): void {
  if (!lockedUntil || lockedUntil <= now) return;
  throw conflict(
    'ACCOUNT_LOCKED',
    {
      en: `Too many wrong passwords: locked until ${lockedUntil.toISOString()}.`,
      'zh-CN': `密码错误次数过多,账号锁定至 ${lockedUntil.toISOString()}。`,
    },
    { lockedUntil: lockedUntil.toISOString(), retryAfterS: Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000) },
  );
}

/** Throws WRONG_ACTIVATION_CODE unless the account waits for exactly this code and it has not expired. */
export function checkActivation(
  account: { status: string; activationCodeHash: string | null; activationExpiresAt: Date | null },
  codeHash: string,
  now: Date,
): void {
  const waiting = account.status === 'INVITED' && account.activationCodeHash === codeHash;
  if (waiting && account.activationExpiresAt && account.activationExpiresAt > now) return;
  throw new DomainError('invalid', 'WRONG_ACTIVATION_CODE', {
    en: 'The activation code is wrong, used or expired. Ask the front desk for a new one.',
    'zh-CN': '激活码错误、已使用或已过期,请联系前台重新获取。',
  });
}
