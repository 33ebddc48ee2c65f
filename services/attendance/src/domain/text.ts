import { invalid } from '@campusgraph/errors';

/** Enough for a reason or a remark; a whole story belongs into a ticket. */
const MAX_LENGTH = 500;

/** The text without surrounding space. Throws INVALID_TEXT when it is empty or longer than 500 characters. */
export function checkText(field: string, value: string): string {
  const text = value.trim();
  if (text.length >= 1 && text.length <= MAX_LENGTH) return text;
  throw invalid(
    'INVALID_TEXT',
    {
      en: `${field} must have 1 to ${MAX_LENGTH} characters; it has ${text.length}.`,
      'zh-CN': `${field} 须为 1 到 ${MAX_LENGTH} 个字符,当前为 ${text.length} 个。`,
    },
    { field, length: text.length },
  );
}
