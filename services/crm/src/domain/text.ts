import { invalid } from '@campusgraph/errors';

/** Text that must say something and fit, without spaces around. Throws TEXT_EMPTY or TEXT_TOO_LONG, naming the field. */
export function requireText(field: string, value: string, limit = 200): string {
  const text = value.trim();
  if (text === '')
    throw invalid('TEXT_EMPTY', { en: `${field} must not be empty.`, 'zh-CN': `${field} 不能为空。` }, { field });
  if (text.length <= limit) return text;
  throw invalid(
    'TEXT_TOO_LONG',
    {
      en: `${field} has ${text.length} characters, at most ${limit} are allowed.`,
      'zh-CN': `${field} 有 ${text.length} 个字符,最多 ${limit} 个。`,
    },
    { field, length: text.length, limit },
  );
}

/** As `requireText` for what may be left out: empty text means nothing. */
export const optionalText = (field: string, value: string | null | undefined, limit = 200): string | null =>
  value?.trim() ? requireText(field, value, limit) : null;

const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/u;

/** An e-mail address, or null. Throws EMAIL_INVALID. */
export function optionalEmail(value: string | null | undefined): string | null {
  const email = optionalText('email', value, 254);
  if (email === null || EMAIL.test(email)) return email;
  throw invalid(
    'EMAIL_INVALID',
    { en: `${email} is not an e-mail address.`, 'zh-CN': `${email} 不是有效的邮箱地址。` },
    { email },
  );
}

/** The language of messages, `zh-CN` unless told. Throws LOCALE_UNKNOWN. */
export function localeOf(value: string | null | undefined): 'zh-CN' | 'en' {
  const locale = value ?? 'zh-CN';
  if (locale === 'zh-CN' || locale === 'en') return locale;
  throw invalid(
    'LOCALE_UNKNOWN',
    { en: `There is no language ${locale}; choose zh-CN or en.`, 'zh-CN': `不支持语言 ${locale},请选择 zh-CN 或 en。` },
    { locale },
  );
}
