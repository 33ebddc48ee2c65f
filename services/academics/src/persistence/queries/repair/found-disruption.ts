import type { LessonTime } from '../../../domain/lesson-time.ts';
import type { Disruption } from '../../../domain/timetabling/repair/index.ts';
import type { BranchSituation } from './branch-situation.ts';

/** A disruption of one branch, and what has to be read for its plans. */
export interface FoundDisruption {
  branchId: string;
  time: LessonTime;
  /** Who may not work in the branch. */
  teacherIds: readonly string[];
  /** A holiday that is to be none. */
  withoutHolidayId?: string | null | undefined;
  /** How long lessons are that are not there yet. */
  newLessonMinutes?: number;
  /** In the words of the search, once the branch is known. */
  disruption: (branch: BranchSituation) => Disruption;
}
