import type { WeeklyPeriod } from '../../weekly-periods.ts';
import {
  type ClassGroup,
  DEFAULT_POLICY,
  DEFAULT_WEIGHTS,
  type FixedLesson,
  type Room,
  type School,
  type Teacher,
} from './model.ts';

/** For tests: one branch, open on Monday and Tuesday evening for a term of four weeks, one room, one teacher; and what the test adds. */
export const smallSchool = (more: Partial<School> = {}): School => ({
  timeZone: 'Asia/Shanghai',
  period: { from: '2026-03-02', to: '2026-03-29' },
  branches: [branch('east')],
  rooms: [room('room 1')],
  teachers: [teacher('Li')],
  classGroups: [],
  students: [],
  fixed: [],
  links: [],
  travel: [],
  policy: DEFAULT_POLICY,
  weights: DEFAULT_WEIGHTS,
  ...more,
});

export const hours = (weekday: number, startTime: string, endTime: string): WeeklyPeriod => ({
  weekday,
  startTime,
  endTime,
});
const EVENINGS = [hours(1, '16:00', '20:30'), hours(2, '16:00', '20:30')];
export const MONDAY_AT_SIX = [hours(1, '18:00', '19:00')];

export const branch = (id: string, openingHours: readonly WeeklyPeriod[] = EVENINGS) => ({
  id,
  name: id,
  openingHours,
  closingDays: [] as { firstDay: string; lastDay: string }[],
});

export const room = (id: string, more: Partial<Room> = {}): Room => ({
  id,
  name: id,
  branchId: 'east',
  capacity: 12,
  equipment: [],
  closures: [],
  ...more,
});

export const teacher = (id: string, more: Partial<Teacher> = {}): Teacher => ({
  id,
  name: id,
  branchIds: ['east'],
  tier: null,
  courseIds: null,
  weeklyHours: null,
  absences: [],
  maxMinutesPerDay: null,
  maxMinutesPerWeek: null,
  ...more,
});

/** An hour a week that wants to be on Monday at six. */
export const classGroup = (id: string, more: Partial<ClassGroup> = {}): ClassGroup => ({
  id,
  name: id,
  branchId: 'east',
  courseId: 'ballet',
  size: 8,
  neededEquipment: [],
  lessonsPerWeek: 1,
  durationMinutes: 60,
  preferredTimes: MONDAY_AT_SIX,
  teacherIds: null,
  roomIds: null,
  tiers: null,
  online: false,
  youngestAge: null,
  ...more,
});

export const fixedLesson = (more: Partial<FixedLesson> = {}): FixedLesson => ({
  id: 'fixed',
  classGroupId: null,
  branchId: 'east',
  weekday: 1,
  startMinute: 18 * 60,
  durationMinutes: 60,
  roomId: null,
  teacherId: null,
  ...more,
});
