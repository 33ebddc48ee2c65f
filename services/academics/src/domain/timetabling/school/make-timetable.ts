import { flatten } from '../flat-problem.ts';
import { type Budget, type Progress, search } from '../search.ts';
import { compile } from './compile.ts';
import type { HardRule, School, WeeklyTimetable } from './model.ts';
import { type WishCosts, wishCosts } from './wishes.ts';

export interface TimetableOptions {
  /** The same seed and number of steps give the same timetable. */
  seed: number;
  budget: Budget;
  cancelled?: () => boolean;
  onProgress?: (progress: Progress) => void;
  /** Hard rules to leave out: what is then found says which of them clash. */
  without?: ReadonlySet<HardRule>;
}

export interface SchoolTimetable extends WeeklyTimetable {
  costs: WishCosts;
  /** What the search counted: all wishes, and what had no place. */
  searchCost: number;
  steps: number;
}

/** The best weekly timetable met within the budget. No hard rule is broken; what found no place is in `unplaced`. */
export function makeTimetable(school: School, options: TimetableOptions): SchoolTimetable {
  const { without, ...searchOptions } = options;
  const { problem, given, read } = compile(school, without);
  const { assignment, cost, steps } = search(flatten(problem), { ...searchOptions, given });
  const timetable = read(assignment);
  return { ...timetable, costs: wishCosts(school, timetable), searchCost: cost, steps };
}
