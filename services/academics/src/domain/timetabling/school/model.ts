import type { WeeklyPeriod } from '../../weekly-periods.ts';

/**
 * What a manager asks a timetable for: plain data, no instants but the outages'. Ids are the school's own. Weekdays are ISO (1 is Monday),
 * minutes count from midnight on the clock of the lesson's branch; the branches of one run keep the same clock.
 */
export interface School {
  timeZone: string;
  period: Period;
  branches: readonly Branch[];
  rooms: readonly Room[];
  teachers: readonly Teacher[];
  classGroups: readonly ClassGroup[];
  /** Children who attend more than one class; who attends one alone may be left out. */
  students: readonly Student[];
  /** Lessons that stay where they are, of classes in the run or not. */
  fixed: readonly FixedLesson[];
  links: readonly ClassLink[];
  travel: readonly Travel[];
  policy: Policy;
  weights: Weights;
}

/** Days, both included, `YYYY-MM-DD`. */
export interface Period {
  from: string;
  to: string;
}

export interface Branch {
  id: string;
  name: string;
  /** Null: at any time that the policy allows. */
  openingHours: readonly WeeklyPeriod[] | null;
  /** Days without lessons, both ends included. */
  closingDays: readonly { firstDay: string; lastDay: string }[];
}

/** From `from` up to, not including, `to`. */
export interface Outage {
  from: Date;
  to: Date;
}

export interface Room {
  id: string;
  name: string;
  branchId: string;
  capacity: number;
  equipment: readonly string[];
  closures: readonly Outage[];
}

export interface Teacher {
  id: string;
  name: string;
  branchIds: readonly string[];
  tier: string | null;
  /** Null: any course. */
  courseIds: readonly string[] | null;
  /** Null: whenever the branch is open. */
  weeklyHours: readonly WeeklyPeriod[] | null;
  absences: readonly Outage[];
  maxMinutesPerDay: number | null;
  maxMinutesPerWeek: number | null;
  /** On a day with any lesson: nobody comes for a single one. */
  minMinutesPerDay?: number | null;
  /** Without a pause. */
  maxMinutesInRow?: number | null;
  maxDaysPerWeek?: number | null;
  /** From the last lesson of a day to the first of the next. */
  minRestMinutes?: number | null;
  maxRoomsPerDay?: number | null;
}

export interface ClassGroup {
  id: string;
  name: string;
  branchId: string;
  courseId: string;
  /** Seats that its room must have. */
  size: number;
  neededEquipment: readonly string[];
  /** Beside its fixed lessons. */
  lessonsPerWeek: number;
  durationMinutes: number;
  /** None: no matter when. */
  preferredTimes: readonly WeeklyPeriod[];
  /** Null: anyone who has the skill and works at the branch. */
  teacherIds: readonly string[] | null;
  /** Null: any room of the branch that will do. */
  roomIds: readonly string[] | null;
  /** Null: teachers of any tier. */
  tiers: readonly string[] | null;
  /** Held online: needs no room, and may end later. */
  online: boolean;
  /** In years; null: not known. */
  youngestAge: number | null;
  /** Days between two of its lessons; 2: one day without. Sunday is next to Monday. */
  minDaysApart?: number | null;
  /** Different rooms in the week. */
  maxRooms?: number | null;
}

export interface Student {
  id: string;
  classGroupIds: readonly string[];
}

/** A lesson that somebody has already decided on. It is not checked, only kept clear of. */
export interface FixedLesson {
  id: string;
  classGroupId: string | null;
  branchId: string;
  weekday: number;
  startMinute: number;
  durationMinutes: number;
  roomId: string | null;
  teacherId: string | null;
}

/** Lesson by lesson: the first of the one with the first of the other, and so on. For CONSECUTIVE `classGroupId` comes first. */
export interface ClassLink {
  kind: 'SAME_START' | 'CONSECUTIVE' | 'DIFFERENT_DAYS';
  classGroupId: string;
  otherClassGroupId: string;
}

/** As far there as back. */
export interface Travel {
  branchId: string;
  otherBranchId: string;
  minutes: number;
}

/** The law's limits and the school's, in minutes of the day. */
export interface Policy {
  latestEndMinute: number;
  latestOnlineEndMinute: number;
  /** Classes with a child of at most this age should end by `youngEndMinute`. */
  youngAge: number;
  youngEndMinute: number;
  /** Lessons without a pause, of children of such a class in all their classes. */
  youngMaxMinutesInRow?: number | null;
}

/** Lessons end by 20:30, online by 21:00. */
export const DEFAULT_POLICY: Policy = {
  latestEndMinute: 20 * 60 + 30,
  latestOnlineEndMinute: 21 * 60,
  youngAge: 8,
  youngEndMinute: 18 * 60 + 30,
};

/** What an organization would rather not have, each with what it costs. Whole numbers; 0: it does not matter. */
export interface Weights {
  /** Each lesson outside the times that its class prefers. */
  preferredTimes: number;
  /** Each quarter of an hour that a child waits between two lessons. */
  childWaits: number;
  /** Each quarter of an hour that a teacher waits between two lessons. */
  teacherWaits: number;
  /** Each day on which a teacher comes. */
  teacherDays: number;
  /** Each room of a class after its first. */
  sameRoom: number;
  /** Each teacher of a class after the first. */
  fewTeachers: number;
  /** Each day fewer than a class has lessons. */
  spread: number;
  /** The square of the quarters of an hour that a teacher has above an even share. */
  evenLoad: number;
  /** Each quarter of an hour that the lesson of a young class ends too late. */
  youngEarly: number;
  /** Each lesson that falls on a closing day and has to be made up. */
  fewLost: number;
}
export type Wish = keyof Weights;

export const DEFAULT_WEIGHTS: Weights = {
  preferredTimes: 40,
  childWaits: 2,
  teacherWaits: 2,
  teacherDays: 8,
  sameRoom: 10,
  fewTeachers: 60,
  spread: 40,
  evenLoad: 1,
  youngEarly: 10,
  fewLost: 5,
};

/** What no timetable of ours breaks. */
export const HARD_RULES = [
  'ROOM_ONCE',
  'TEACHER_ONCE',
  'CLASS_ONCE',
  'STUDENT_ONCE',
  'ROOM_SUITS',
  'CAPACITY',
  'EQUIPMENT',
  'TEACHER_SUITS',
  'SKILL',
  'TIER',
  'TEACHER_HOURS',
  'TEACHER_ABSENCE',
  'ROOM_CLOSURE',
  'OPENING_HOURS',
  'CLOSING_DAYS',
  'LATEST_END',
  'TEACHER_DAY',
  'TEACHER_WEEK',
  'TEACHER_TRAVEL',
  'STUDENT_TRAVEL',
  'CLASS_DAYS_APART',
  'CLASS_ROOMS',
  'TEACHER_SHORT_DAY',
  'TEACHER_ROW',
  'TEACHER_DAYS',
  'TEACHER_REST',
  'TEACHER_ROOMS',
  'YOUNG_ROW',
  'FIXED',
  'LINKED',
] as const;
export type HardRule = (typeof HARD_RULES)[number];

/** One of the weekly lessons of a class, counted from 0. */
export interface LessonOfClass {
  classGroupId: string;
  lesson: number;
}

export interface Placement extends LessonOfClass {
  weekday: number;
  startMinute: number;
  durationMinutes: number;
  roomId: string | null;
  teacherId: string;
}

/** The weekly pattern, without the fixed lessons. */
export interface WeeklyTimetable {
  placements: readonly Placement[];
  unplaced: readonly LessonOfClass[];
}
