import { invalid } from '@campusgraph/errors';

/** NIST SP 800-63B asks for length and nothing else; 10 is above its minimum of 8. */
const MIN_LENGTH = 10;
const MAX_LENGTH = 200;

/** Throws PASSWORD_TOO_SHORT or PASSWORD_TOO_LONG. */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < MIN_LENGTH) {
    throw invalid('PASSWORD_TOO_SHORT', {
      en: `A password has at least ${MIN_LENGTH} characters; this one has ${length}.`,
      'zh-CN': `密码至少 ${MIN_LENGTH} 个字符,当前 ${length} 个。`,
    });
  }
  if (length > MAX_LENGTH) {
    throw invalid('PASSWORD_TOO_LONG', {
      en: `A password has at most ${MAX_LENGTH} characters.`,
      'zh-CN': `密码最多 ${MAX_LENGTH} 个字符。`,
    });
  }
}
