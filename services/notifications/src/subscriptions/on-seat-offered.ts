import { seatOffered } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { queueNotices } from '../commands/queue-notices.ts';
import { wallTime } from '../domain/wording.ts';

/** The family has until then to say yes. */
export const onSeatOffered = onBatch(seatOffered, (events, unit) =>
  queueNotices(
    unit,
    'SEAT_OFFERED',
    events.map(({ branchId, data }) => ({
      guardianId: data.guardianId,
      studentId: data.studentId,
      branchId,
      values: ({ locale, timeZone }) => ({
        studentName: data.studentName,
        className: data.className,
        offerEndsAt: wallTime(data.offerEndsAt, timeZone, locale),
      }),
    })),
  ),
);
