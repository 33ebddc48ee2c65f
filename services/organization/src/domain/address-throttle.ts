import { conflict, type DomainError } from '@campusgraph/errors';

/** What is guessed at. Each has its own count: a partner's broken client keeps nobody of the same office from signing in. */
export type Guessed = 'PASSWORD' | 'CLIENT_SECRET';

/**
 * So many wrong guesses from one address at once, and another one every so many seconds. A school's office of 200 behind one address
 * mistypes less; and one account is locked after 10 failures for 15 minutes, so that a forgotten tablet with an old password uses up
 * 40 of the 120 an hour, and not the office's.
 */
export const GUESSES_AT_ONCE = 60;
export const SECONDS_PER_GUESS = 30;

/**
 * Whose guesses are counted together: an IPv4 address, or the /64 network that an IPv6 client can choose addresses from.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (part: string | undefined): string[] => (part ? part.split(':') : []);
  const known = [groups(head), groups(tail)] as const;
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - known[0].length - known[1].length)).fill('0');
  const four = [...known[0], ...zeros, ...known[1]].slice(0, 4);
  return `${four.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** Not even looked at: neither whether the account exists nor whether the password is right can be told from it. */
export function tooManyGuesses(freeAt: Date, now: Date): DomainError {
  const retryAfterS = Math.max(1, Math.ceil((freeAt.getTime() - now.getTime()) / 1000));
  return conflict(
    'TOO_MANY_SIGN_IN_FAILURES',
    {
      en: `Too many sign-ins from your network have failed lately, so this one was not tried. Try again in ${retryAfterS} s.`,
      'zh-CN': `您所在网络近期登录失败次数过多,本次未予验证,请 ${retryAfterS} 秒后再试。`,
    },
    { retryAfterS },
  );
}
