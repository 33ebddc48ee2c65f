import { contractActivated } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { queueNotice } from '../commands/queue-notice.ts';
import { lessons, yuan } from '../domain/wording.ts';

/** What was bought, and from when on. */
export const onContractActivated = on(contractActivated, async ({ branchId, data }, unit) => {
  const { guardianId, studentId, number, totalFen, paidLessonHundredths, giftLessonHundredths, startsOn } = data;
  const values = () => ({
    number,
    total: yuan(totalFen),
    paidLessons: lessons(paidLessonHundredths),
    giftLessons: lessons(giftLessonHundredths),
    startsOn,
  });
  await queueNotice(unit, { key: 'CONTRACT_ACTIVATED', guardianId, studentId, branchId, values });
});
