import { contractActivated } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { queueNotices } from '../commands/queue-notices.ts';
import { lessons, yuan } from '../domain/wording.ts';

/** What was bought, and from when on. */
export const onContractActivated = onBatch(contractActivated, (events, unit) =>
  queueNotices(
    unit,
    'CONTRACT_ACTIVATED',
    events.map(({ branchId, data }) => ({
      guardianId: data.guardianId,
      studentId: data.studentId,
      branchId,
      values: () => ({
        number: data.number,
        total: yuan(data.totalFen),
        paidLessons: lessons(data.paidLessonHundredths),
        giftLessons: lessons(data.giftLessonHundredths),
        startsOn: data.startsOn,
      }),
    })),
  ),
);
