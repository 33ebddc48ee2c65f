import type { UnitOfWork } from '@campusgraph/persistence';
import { checkNumber } from '../domain/text.ts';
import { checkPeriods, type WeeklyPeriod } from '../domain/weekly-periods.ts';
import type { Teacher } from '../persistence/entities/teacher.ts';
import { lockTeacher } from './lock-teacher.ts';

export interface SetTeacherHours {
  teacherId: string;
  weeklyHours?: readonly WeeklyPeriod[] | null | undefined;
  maxMinutesPerDay?: number | null | undefined;
  maxMinutesPerWeek?: number | null | undefined;
}

/**
 * When and how much a teacher works, in place of what was said before; lessons that are scheduled already stay. Throws
 * INVALID_WEEKLY_PERIOD, TOO_MANY_PERIODS, INVALID_NUMBER and as `lockTeacher`.
 */
export async function setTeacherHours(unit: UnitOfWork, input: SetTeacherHours): Promise<Teacher> {
  const { weeklyHours, maxMinutesPerDay, maxMinutesPerWeek } = input;
  const most = (field: string, value: number | null | undefined, max: number) =>
    value === null || value === undefined ? null : checkNumber(field, value, [15, max]);
  return unit.em.assign(await lockTeacher(unit, input.teacherId), {
    weeklyHours: weeklyHours ? checkPeriods('weeklyHours', weeklyHours) : null,
    maxMinutesPerDay: most('maxMinutesPerDay', maxMinutesPerDay, 24 * 60),
    maxMinutesPerWeek: most('maxMinutesPerWeek', maxMinutesPerWeek, 7 * 24 * 60),
  });
}
