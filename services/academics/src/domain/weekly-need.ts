import { checkNumber, checkText } from './text.ts';
import { checkPeriods, type WeeklyPeriod } from './weekly-periods.ts';

/** What a class needs of each week of the term. */
export interface WeeklyNeed {
  lessonsPerWeek: number;
  durationMinutes: number;
  /** Where the school would like them; none: no matter when. */
  preferredTimes: WeeklyPeriod[];
  /** Who teaches it where a timetable may choose; left out or null: somebody of any tier. */
  teacherTier?: string | null;
}

/** Throws INVALID_NUMBER, INVALID_TEXT, INVALID_WEEKLY_PERIOD, TOO_MANY_PERIODS. */
export const checkWeeklyNeed = ({ lessonsPerWeek, durationMinutes, ...need }: WeeklyNeed): WeeklyNeed => ({
  lessonsPerWeek: checkNumber('lessonsPerWeek', lessonsPerWeek, [1, 21]),
  durationMinutes: checkNumber('durationMinutes', durationMinutes, [15, 720]),
  preferredTimes: checkPeriods('preferredTimes', need.preferredTimes),
  teacherTier: need.teacherTier ? checkText('teacherTier', need.teacherTier) : null,
});
