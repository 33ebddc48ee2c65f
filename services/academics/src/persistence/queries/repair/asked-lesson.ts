import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import { checkChangeable } from '../../../domain/lesson.ts';
import { BranchCopy } from '../../entities/branch-copy.ts';
import { ClassGroup } from '../../entities/class-group.ts';
import { ScheduledLesson } from '../../entities/scheduled-lesson.ts';
import { type BranchSituation, branchSituation } from './branch-situation.ts';
import { there } from './there.ts';

/** When it is asked, and by whom. */
export interface Asker {
  now: Date;
  /** May see what others earn. Who may not gets plans in which pay does not count: else their points would tell it. */
  seesPay: boolean;
}

export interface AskedLesson {
  lesson: ScheduledLesson;
  group: ClassGroup;
  branch: BranchCopy;
}

/** Throws SCHEDULED_LESSON_NOT_FOUND, LESSON_OVER, LESSON_CANCELLED. */
export async function readLesson(em: SqlEntityManager, id: string, now: Date): Promise<AskedLesson> {
  const lesson = await there('ScheduledLesson', id, em.findOne(ScheduledLesson, { id }));
  checkChangeable(lesson, now);
  return {
    lesson,
    group: await em.findOneOrFail(ClassGroup, { id: lesson.classGroupId }),
    branch: await em.findOneOrFail(BranchCopy, { branchId: lesson.branchId }),
  };
}

/** What decides where the lessons of that one class may be. */
export function situationOf(
  em: SqlEntityManager,
  { lesson, group, branch }: AskedLesson,
  { from, to, isForSubstitute }: { from: Date; to: Date; isForSubstitute: boolean },
  asker: Asker,
): Promise<BranchSituation> {
  const day = (instant: Date) => DateTime.fromJSDate(instant, { zone: branch.timeZone }).toISODate() ?? '';
  const days = { firstDay: day(from), lastDay: day(to) };
  const only = { id: lesson.id, group, isForSubstitute };
  return branchSituation(em, { branch, only, ...days, ...asker, teacherIds: [lesson.teacherId] });
}
