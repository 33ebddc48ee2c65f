import type { LocalizedMessage } from '@campusgraph/errors';
import type { CountryCode } from 'libphonenumber-js/max';
import type { ImportField, ImportMapping } from './import-mapping.ts';
import { LEAD_STATUSES, type LeadStatus } from './lead-status.ts';
import { LEAD_CHANNELS, type LeadChannel } from './lead-words.ts';
import { normalizePhone } from './phone.ts';
import { readAttributes, readCell } from './read-cell.ts';
import { parseDay, parseInstant } from './row-dates.ts';

/** A row as a lead to be. A null `capturedAt` or `sourceName` is filled with the import's own. */
export interface LeadRow {
  externalId: string | null;
  sourceName: string | null;
  channel: LeadChannel;
  status: LeadStatus;
  name: string | null;
  phone: string | null;
  childName: string | null;
  childBirthDate: string | null;
  need: string | null;
  capturedAt: Date | null;
  attributes: Record<string, string>;
}

/** Why a row did not become a lead. */
export interface RowProblem {
  code: string;
  reason: LocalizedMessage;
}

interface BadRow {
  problem: RowProblem;
  lead?: never;
}
export type MappedRow = { lead: LeadRow; problem?: never } | BadRow;

const LONGEST: Partial<Record<ImportField, number>> = { need: 2000 };
const LONGEST_TEXT = 200;

const problem = (code: string, en: string, zh: string): BadRow => ({
  problem: { code, reason: { en, 'zh-CN': zh } },
});

const isOneOf = <Word extends string>(words: readonly Word[], value: string): value is Word =>
  (words as readonly string[]).includes(value);

/** One row of a file by the mapping; `places` comes from `locateColumns`. A problem names the value that is wrong. */
export function mapRow(
  cells: readonly string[],
  places: ReadonlyMap<string, number>,
  mapping: ImportMapping,
): MappedRow {
  const take = (field: ImportField) => readCell(field, cells, places, mapping);
  const tooLong = firstTooLong(take);
  if (tooLong) return tooLong;
  const channel = take('channel') ?? 'IMPORT';
  if (!isOneOf(LEAD_CHANNELS, channel))
    return problem('CHANNEL_UNKNOWN', `"${channel}" is not a channel.`, `"${channel}" 不是有效渠道。`);
  const status = take('status') ?? 'NEW';
  if (!isOneOf(LEAD_STATUSES, status))
    return problem('STATUS_UNKNOWN', `"${status}" is not a status.`, `"${status}" 不是有效状态。`);
  const dates = datesOf(take, mapping);
  if ('problem' in dates) return dates;
  const contact = contactOf(take, mapping);
  if ('problem' in contact) return contact;
  return {
    lead: {
      ...contact,
      ...dates,
      channel,
      status,
      sourceName: take('sourceName'),
      childName: take('childName'),
      need: take('need'),
      attributes: readAttributes(cells, places, mapping),
    },
  };
}

type Take = (field: ImportField) => string | null;

function firstTooLong(take: Take): BadRow | undefined {
  for (const field of ['externalId', 'sourceName', 'name', 'phone', 'childName', 'need'] as const) {
    const text = take(field) ?? '';
    const limit = LONGEST[field] ?? LONGEST_TEXT;
    if (text.length > limit)
      return problem(
        'TEXT_TOO_LONG',
        `${field} has ${text.length} characters, at most ${limit} are allowed.`,
        `${field} 有 ${text.length} 个字符,最多 ${limit} 个。`,
      );
    if (text.includes('\0'))
      return problem('TEXT_INVALID', `${field} contains a zero byte.`, `${field} 含有非法的零字节。`);
  }
  return undefined;
}

function datesOf(
  take: Take,
  { utcOffset }: ImportMapping,
): { childBirthDate: string | null; capturedAt: Date | null } | BadRow {
  const born = take('childBirthDate');
  const childBirthDate = born === null ? null : parseDay(born);
  if (childBirthDate === undefined)
    return problem(
      'DATE_INVALID',
      `"${born}" is not a birth date, such as 2018-05-01.`,
      `"${born}" 不是有效的出生日期,例如 2018-05-01。`,
    );
  const captured = take('capturedAt');
  const capturedAt = captured === null ? null : parseInstant(captured, utcOffset);
  if (capturedAt === undefined)
    return problem(
      'DATE_INVALID',
      `"${captured}" is not a time, such as 2026-03-01 09:30.`,
      `"${captured}" 不是有效的时间,例如 2026-03-01 09:30。`,
    );
  return { childBirthDate, capturedAt };
}

function contactOf(
  take: Take,
  { phoneRegion }: ImportMapping,
): Pick<LeadRow, 'externalId' | 'name' | 'phone'> | BadRow {
  const [externalId, name, typed] = [take('externalId'), take('name'), take('phone')];
  const phone = typed === null ? null : normalizePhone(typed, phoneRegion as CountryCode);
  if (phone === undefined)
    return problem('PHONE_INVALID', `"${typed}" is not a phone number.`, `"${typed}" 不是有效的电话号码。`);
  if (externalId === null && (name === null || phone === null))
    return problem(
      'IDENTITY_MISSING',
      'A lead needs a name and a phone, or an id in the other system.',
      '线索需要姓名和电话,或来源系统中的编号。',
    );
  return { externalId, name, phone };
}
