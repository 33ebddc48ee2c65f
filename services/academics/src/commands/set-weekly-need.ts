import type { UnitOfWork } from '@campusgraph/persistence';
import { checkOpen } from '../domain/class-group.ts';
import { checkWeeklyNeed } from '../domain/weekly-need.ts';
import type { WeeklyPeriod } from '../domain/weekly-periods.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Course } from '../persistence/entities/course.ts';
import { lockClassGroup } from './lock-class-group.ts';

export interface SetWeeklyNeed {
  classGroupId: string;
  weeklyNeed?:
    | {
        lessonsPerWeek: number;
        durationMinutes?: number | null | undefined;
        preferredTimes?: readonly WeeklyPeriod[] | null | undefined;
        teacherTier?: string | null | undefined;
      }
    | null
    | undefined;
}

/** What a timetable has to find for a class each week, in place of what was said before. Throws CLASS_CLOSED and as `checkWeeklyNeed`. */
export async function setWeeklyNeed(
  unit: UnitOfWork,
  { classGroupId, weeklyNeed }: SetWeeklyNeed,
): Promise<ClassGroup> {
  const group = await lockClassGroup(unit, classGroupId);
  checkOpen(group);
  const course = await unit.em.findOneOrFail(Course, { id: group.courseId });
  group.weeklyNeed = weeklyNeed
    ? checkWeeklyNeed({
        lessonsPerWeek: weeklyNeed.lessonsPerWeek,
        durationMinutes: weeklyNeed.durationMinutes ?? course.durationMinutes,
        preferredTimes: [...(weeklyNeed.preferredTimes ?? [])],
        teacherTier: weeklyNeed.teacherTier ?? null,
      })
    : null;
  return group;
}
