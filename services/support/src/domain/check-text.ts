import { invalid } from '@campusgraph/errors';

/** Text that somebody typed, trimmed. Throws EMPTY_TEXT or TEXT_TOO_LONG, naming the field. */
export function checkText(field: string, text: string, mostCharacters: number): string {
  const trimmed = text.trim();
  if (trimmed === '')
    throw invalid('EMPTY_TEXT', { en: `${field} must not be empty.`, 'zh-CN': `${field} 不能为空。` }, { field });
  if (trimmed.length > mostCharacters) {
    throw invalid(
      'TEXT_TOO_LONG',
      {
        en: `${field} has ${trimmed.length} characters; ${mostCharacters} is the most.`,
        'zh-CN': `${field} 有 ${trimmed.length} 个字符,最多 ${mostCharacters} 个。`,
      },
      { field, length: trimmed.length, mostCharacters },
    );
  }
  return trimmed;
}
