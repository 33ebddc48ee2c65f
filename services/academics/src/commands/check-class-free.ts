import type { UnitOfWork } from '@campusgraph/persistence';
import { classClashError } from '../domain/clash.ts';
import type { LessonTime } from '../domain/lesson-time.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';

/** Of a class that is locked: throws CLASS_CLASH where it has another lesson at one of the times. */
export async function checkClassFree(
  { em }: UnitOfWork,
  group: ClassGroup,
  times: readonly LessonTime[],
  moving?: string,
): Promise<void> {
  const meeting = times.map(({ startsAt, endsAt }) => ({ startsAt: { $lt: endsAt }, endsAt: { $gt: startsAt } }));
  const other = await em.findOne(
    ScheduledLesson,
    { classGroupId: group.id, status: 'SCHEDULED', $or: meeting, ...(moving !== undefined && { id: { $ne: moving } }) },
    { orderBy: { startsAt: 'asc' } },
  );
  if (!other) return;
  const { timeZone } = await em.findOneOrFail(BranchCopy, { branchId: group.branchId });
  throw classClashError(group, other, timeZone);
}
