import { invalid } from '@campusgraph/errors';

/** A trimmed text that is not empty and not above `max` characters. Throws EMPTY_TEXT or TEXT_TOO_LONG, naming the argument. */
export function checkText(argument: string, value: string, max = 200): string {
  const text = value.trim();
  if (text === '')
    throw invalid(
      'EMPTY_TEXT',
      { en: `${argument} must not be empty.`, 'zh-CN': `${argument} 不能为空。` },
      { argument },
    );
  if (text.length > max) {
    throw invalid(
      'TEXT_TOO_LONG',
      {
        en: `${argument} has ${text.length} characters; at most ${max} fit.`,
        'zh-CN': `${argument} 有 ${text.length} 个字符,最多 ${max} 个。`,
      },
      { argument },
    );
  }
  return text;
}

/**
 * The scopes of a token: all that were granted, or those asked for. Throws INVALID_SCOPE naming what was not granted.
 */
export function narrowScopes<Scope extends string>(
  granted: readonly Scope[],
  asked: readonly string[] | undefined,
): Scope[] {
  if (!asked) return [...granted];
  const refused = asked.filter((scope) => !(granted as readonly string[]).includes(scope));
  if (refused.length > 0) {
    throw invalid(
      'INVALID_SCOPE',
      { en: `Not granted: ${refused.join(', ')}.`, 'zh-CN': `未授权的权限范围:${refused.join('、')}。` },
      { scopes: refused },
    );
  }
  return granted.filter((scope) => asked.includes(scope));
}
