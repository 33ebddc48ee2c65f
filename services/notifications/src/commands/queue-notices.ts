import type { Locale } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { render } from '../domain/render.ts';
import { waysTo } from '../domain/route.ts';
import type { NoticeKey } from '../domain/template-keys.ts';
import { Delivery } from '../persistence/entities/delivery.ts';
import { type Readers, readersOf } from '../persistence/queries/readers.ts';
import { textsInUse } from '../persistence/queries/texts-in-use.ts';

/** In which language and zone a notice speaks. */
export interface Wording {
  locale: Locale;
  timeZone: string;
}

/** To whom, about which child, of which branch. */
export interface Addressee {
  guardianId: string;
  studentId: string | null;
  branchId: string | null;
}

export interface Notice extends Addressee {
  /** The lesson or the timetable run that it tells of. */
  aboutId?: string;
  /** The values of its variables, in words of that language. */
  values: (wording: Wording) => Record<string, string>;
}

const UNKNOWN_GUARDIAN: Record<Locale, string> = { 'zh-CN': '家长', en: 'parent' };

/**
 * Writes notices down in the transaction of the facts that they tell of; the worker sends them. The text is fixed here, the
 * address is looked up when it is sent, because the fact with the address may come later. Many at once cost as many
 * queries as one.
 */
export async function queueNotices(unit: UnitOfWork, key: NoticeKey, notices: readonly Notice[]): Promise<void> {
  const { em, principal, now } = unit;
  const readers = await readersOf(em, notices);
  const texts = await textsInUse(em, key);
  for (const notice of notices) {
    const { guardian, preference, wording } = readerOf(readers, notice);
    const channel = waysTo(guardian, preference.preferredChannel)[0]?.channel;
    const { templateVersion, ...text } = texts(wording.locale, channel);
    const muted = preference.mutedKeys.includes(key);
    em.create(Delivery, {
      id: newId(),
      organizationId: principal.organizationId,
      createdAt: now,
      branchId: notice.branchId,
      guardianId: notice.guardianId,
      studentId: notice.studentId,
      aboutId: notice.aboutId ?? null,
      templateKey: key,
      templateVersion,
      locale: wording.locale,
      ...render(text, {
        schoolName: readers.school?.name ?? '',
        guardianName: guardian?.name ?? UNKNOWN_GUARDIAN[wording.locale],
        ...notice.values(wording),
      }),
      status: muted ? 'MUTED' : 'QUEUED',
      channel: channel ?? null,
      failedChannels: [],
      nextTryAt: muted ? null : now,
      sentAt: null,
      error: null,
    });
  }
}

function readerOf({ school, guardian, preference, zone }: Readers, { guardianId, branchId }: Addressee) {
  const known = guardian(guardianId);
  const wording: Wording = { locale: known?.locale ?? school?.locale ?? 'zh-CN', timeZone: zone(branchId) };
  return { guardian: known, preference: preference(guardianId), wording };
}
