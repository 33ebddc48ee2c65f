/**
 * The school for some days or weeks, as far as a repair must know it: dated lessons, and all that they need.
 *
 * Time is a grid of slots on the branches' wall clock, as in the search core: slot 0 is the first of the first day. No lesson reaches
 * past its day. Spans go from `from` up to, not including, `to`.
 */
export interface Situation {
  /** `YYYY-MM-DD`. */
  firstDay: string;
  days: number;
  slotsPerDay: number;
  slotMinutes: number;
  /** What starts before it stays, and nothing is put there. */
  nowSlot: number;
  branches: readonly Branch[];
  /** Between two branches; none is 0. */
  travel: readonly Travel[];
  rooms: readonly Room[];
  teachers: readonly Teacher[];
  courses: readonly { id: string; equipment: readonly string[] }[];
  classes: readonly ClassGroup[];
  students: readonly Student[];
  lessons: readonly Lesson[];
  /** How often a teacher has taught a class. */
  history: readonly { teacherId: string; classId: string; lessons: number }[];
}

export interface Span {
  from: number;
  to: number;
}

export interface Travel {
  from: string;
  to: string;
  minutes: number;
}

export interface Branch {
  id: string;
  name: string;
  /** Holidays, and outside opening hours. */
  closed: readonly Span[];
}

export interface Room {
  id: string;
  name: string;
  branchId: string;
  seats: number;
  equipment: readonly string[];
  closed: readonly Span[];
}

export interface Teacher {
  id: string;
  name: string;
  /** Null: any course. */
  courseIds: readonly string[] | null;
  /** Outside their weekly hours. */
  offHours: readonly Span[];
  absent: readonly Span[];
  maxMinutesPerDay: number | null;
  /** In each seven days from the first day. */
  maxMinutesPerWeek: number | null;
  /** What a lesson on each of the days earns, whole fen; null, or a day left out: unknown. See `payFenByDay`. */
  payFenByDay: readonly (number | null)[];
}

export interface ClassGroup {
  id: string;
  name: string;
  courseId: string;
  branchId: string;
  studentIds: readonly string[];
  /** Seats that its room must have. */
  size: number;
  /** When the class cannot come. */
  away: readonly Span[];
}

export interface Student {
  id: string;
  guardianIds: readonly string[];
}

export interface Lesson {
  id: string;
  classId: string;
  slots: number;
  /** Null: has none yet, or was cancelled. */
  place: Place | null;
  fixed: boolean;
  /** Where it has to be put; left out: anywhere. */
  within?: Span;
  /** Where and with whom it is best, as long as it has no place. */
  usual?: Pick<Place, 'roomId' | 'teacherId'>;
}

export interface Place {
  start: number;
  roomId: string;
  teacherId: string;
}

export const meets = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

export const dayOf = ({ slotsPerDay }: Pick<Situation, 'slotsPerDay'>, slot: number): number =>
  Math.floor(slot / slotsPerDay);
