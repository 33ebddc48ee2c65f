import type { UnitOfWork } from '@campusgraph/persistence';
import { queueNotices, type Wording } from './queue-notices.ts';

export interface ActivityNotice {
  key: 'ACTIVITY_RESCHEDULED' | 'ACTIVITY_CANCELLED';
  branchId: string | null;
  title: string;
  attendees: readonly { guardianId: string; studentId: string | null; studentName: string | null }[];
  values: (wording: Wording) => Record<string, string>;
}

/** Who has a seat for no child comes alone. */
const YOURSELF = { 'zh-CN': '您', en: 'you' };

/** Tells the guardian of everybody who has a seat, once for each seat. */
export const notifyAttendees = (
  unit: UnitOfWork,
  { key, branchId, title, attendees, values }: ActivityNotice,
): Promise<void> =>
  queueNotices(
    unit,
    key,
    attendees.map(({ guardianId, studentId, studentName }) => ({
      ...{ guardianId, studentId, branchId },
      values: (wording) => ({ ...values(wording), title, attendeeName: studentName ?? YOURSELF[wording.locale] }),
    })),
  );
