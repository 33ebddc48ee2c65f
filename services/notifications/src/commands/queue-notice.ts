import type { Locale } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { render } from '../domain/render.ts';
import { waysTo } from '../domain/route.ts';
import type { NoticeKey } from '../domain/template-keys.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { Delivery } from '../persistence/entities/delivery.ts';
import { GuardianCopy } from '../persistence/entities/guardian-copy.ts';
import { OrganizationCopy } from '../persistence/entities/organization-copy.ts';
import { Preference } from '../persistence/entities/preference.ts';
import { SHIPPED_PREFERENCE } from '../persistence/queries/preferences-by-guardian.ts';
import { textInUse } from '../persistence/queries/texts-in-use.ts';

/** In which language and zone a notice speaks. */
export interface Wording {
  locale: Locale;
  timeZone: string;
}

export interface Notice {
  key: NoticeKey;
  guardianId: string;
  studentId: string | null;
  branchId: string | null;
  /** The values of its variables, in words of that language. */
  values: (wording: Wording) => Record<string, string>;
}

const UNKNOWN_GUARDIAN: Record<Locale, string> = { 'zh-CN': '家长', en: 'parent' };

/**
 * Writes a notice down in the transaction of the fact that it tells of; the worker sends it. The text is fixed here, the
 * address is looked up when it is sent, because the fact with the address may come later.
 */
export async function queueNotice(unit: UnitOfWork, notice: Notice): Promise<Delivery> {
  const { em, principal, now } = unit;
  const { key, guardianId, studentId, branchId } = notice;
  const guardian = await em.findOne(GuardianCopy, { guardianId });
  const school = await em.findOne(OrganizationCopy, { organizationId: principal.organizationId });
  const branch = branchId ? await em.findOne(BranchCopy, { branchId }) : null;
  const preference = (await em.findOne(Preference, { guardianId })) ?? SHIPPED_PREFERENCE;
  const locale = guardian?.locale ?? school?.locale ?? 'zh-CN';
  const channel = waysTo(guardian ?? undefined, preference.preferredChannel)[0]?.channel;
  const { templateVersion, ...text } = await textInUse(em, key, locale, channel);
  const rendered = render(text, {
    schoolName: school?.name ?? '',
    guardianName: guardian?.name ?? UNKNOWN_GUARDIAN[locale],
    ...notice.values({ locale, timeZone: branch?.timeZone ?? school?.timeZone ?? 'UTC' }),
  });
  const muted = preference.mutedKeys.includes(key);
  return em.create(Delivery, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId,
    guardianId,
    studentId,
    templateKey: key,
    templateVersion,
    locale,
    ...rendered,
    status: muted ? 'MUTED' : 'QUEUED',
    channel: channel ?? null,
    failedChannels: [],
    nextTryAt: muted ? null : now,
    sentAt: null,
    error: null,
  });
}
