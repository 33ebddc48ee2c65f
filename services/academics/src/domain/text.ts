import { invalid } from '@campusgraph/errors';

/** Long enough for any name of a class or a person, short enough for a list. */
const MAX_LENGTH = 120;

/** The text without surrounding space. Throws INVALID_TEXT when it is empty or longer than `max` characters. */
export function checkText(field: string, value: string, max = MAX_LENGTH): string {
  const text = value.trim();
  if (text.length > 0 && text.length <= max) return text;
  throw invalid(
    'INVALID_TEXT',
    {
      en: `${field} must have 1 to ${max} characters; it has ${text.length}.`,
      'zh-CN': `${field} 须为 1 到 ${max} 个字符,当前为 ${text.length} 个。`,
    },
    { field, length: text.length },
  );
}

/** Throws INVALID_NUMBER unless `value` is a whole number from `min` to `max`. */
export function checkNumber(field: string, value: number, [min, max]: readonly [number, number]): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid(
    'INVALID_NUMBER',
    {
      en: `${field} must be a whole number from ${min} to ${max}, not ${value}.`,
      'zh-CN': `${field} 须为 ${min} 到 ${max} 的整数,收到 ${value}。`,
    },
    { field, value, min, max },
  );
}
