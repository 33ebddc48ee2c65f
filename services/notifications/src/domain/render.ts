import { invalid } from '@campusgraph/errors';
import type { NoticeText } from './shipped-templates.ts';
import { type NoticeKey, variablesOf } from './template-keys.ts';

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * The text with its values. A value is put in as it is and never looked at again, so that a name with braces in it stays
 * a name. A subject is one line: a mail header ends at a line break.
 */
export function render({ subject, body }: NoticeText, values: Readonly<Record<string, string>>): NoticeText {
  const fill = (text: string) => text.replaceAll(PLACEHOLDER, (_, name: string) => values[name] ?? '');
  return {
    subject: fill(subject)
      .replaceAll(/[\r\n]+/g, ' ')
      .trim(),
    body: fill(body).trim(),
  };
}

const MOST_CHARACTERS = { subject: 200, body: 2_000 } as const;

/** A text as it may be stored. Throws EMPTY_TEXT, TEXT_TOO_LONG or UNKNOWN_TEMPLATE_VARIABLE, naming what is wrong. */
export function checkTemplate(key: NoticeKey, text: NoticeText): NoticeText {
  const known = variablesOf(key);
  for (const field of ['subject', 'body'] as const) {
    const value = text[field].trim();
    const most = MOST_CHARACTERS[field];
    if (value === '')
      throw invalid('EMPTY_TEXT', { en: `${field} must not be empty.`, 'zh-CN': `${field} 不能为空。` }, { field });
    if (value.length > most) throw tooLong(field, value.length, most);
    for (const [, name = ''] of value.matchAll(PLACEHOLDER)) {
      if (!known.includes(name)) throw unknownVariable(key, name, known);
    }
  }
  return { subject: text.subject.trim(), body: text.body.trim() };
}

const tooLong = (field: string, length: number, most: number) =>
  invalid(
    'TEXT_TOO_LONG',
    {
      en: `${field} has ${length} characters; ${most} is the most.`,
      'zh-CN': `${field} 有 ${length} 个字符,最多 ${most} 个。`,
    },
    { field, length, most },
  );

const unknownVariable = (key: NoticeKey, name: string, known: readonly string[]) =>
  invalid(
    'UNKNOWN_TEMPLATE_VARIABLE',
    {
      en: `A text of ${key} cannot say {{${name}}}; it knows ${known.join(', ')}.`,
      'zh-CN': `模板 ${key} 不支持变量 {{${name}}},可用变量:${known.join('、')}。`,
    },
    { key, name, known },
  );
