/**
 * What the search core is asked: lessons to be put at a start, in a room, with a teacher. Schools and the competition's format both
 * come to it through an adapter. Rooms, teachers, series and lessons are numbers from 0.
 *
 * Time is a grid of `days` × `slotsPerDay` slots; slot 0 is the first of the first day. No lesson, gap or agenda reaches past its day.
 * Costs are whole numbers.
 */
export interface TimetablingProblem {
  days: number;
  /** At most 64. */
  slotsPerDay: number;
  rooms: readonly Room[];
  /** Whom the search may choose among. Where the teacher is given, conflicts between the series say the same for less. */
  teachers: readonly Teacher[];
  series: readonly Series[];
  conflicts: readonly Conflict[];
  agendas: readonly Agenda[];
  links?: readonly Link[];
  roomLimits?: readonly RoomLimit[];
  /** Lessons of each list start at the same hour, whatever their days. */
  sameHours?: readonly (readonly number[])[];
  /** Slots of a day after which all have a break: lessons on either side of it are not in a row. */
  breaksAfter?: readonly number[];
  /** The days come round again, as those of a week do: the last is next to the first. */
  repeats?: boolean;
  /** `travelSlots[from][to]`: the least free slots between two lessons of one teacher at two sites. None: no travel. */
  travelSlots?: readonly (readonly number[])[];
  /** What one lesson without a place costs; more than any gain from leaving it out. */
  unplacedCost: number;
}

/** A slot or choice that is not allowed, in any table of costs. */
export const FORBIDDEN = -1;

/**
 * Lessons that are alike, such as the weekly lessons of a class: never at the same time. Lessons are numbered through all series,
 * in order: the first series has lessons 0 to `lessons - 1`.
 */
export interface Series {
  lessons: number;
  durationSlots: number;
  /** The cost of starting at each slot, or FORBIDDEN: opening hours, holidays and preferences. May be shared between series. */
  startCosts: ArrayLike<number>;
  /** The rooms that will do and the cost of each. Empty: needs no room. */
  rooms: readonly Choice[];
  /** The teachers that will do and the cost of each. Empty: the teacher is none of the search's business. */
  teachers: readonly Choice[];
  /** Index into `travelSlots`; all rooms of a series are at its site. */
  site?: number;
  /** Two lessons of the series are at least so many days apart; 1: on different days. */
  daysApart?: number;
  /** Spread over the week: each day fewer than `minDays` costs `spreadCost`. */
  minDays?: number;
  spreadCost?: number;
  /** Each room after the first. */
  extraRoomCost?: number;
  /** Each teacher after the first. */
  extraTeacherCost?: number;
}

export interface Choice {
  id: number;
  cost: number;
}

export interface Room {
  /** Slots at which it is closed. */
  closed?: readonly number[];
}

export interface Teacher {
  /** Slots at which they do not work. */
  closed?: readonly number[];
  /** Hard. */
  maxSlotsPerWeek?: number;
  /** Even load: `overloadCost` × the square of the slots taught above `fairSlots`. */
  fairSlots?: number;
  overloadCost?: number;
  day?: DayShape;
  week?: Omit<WeekShape, 'maxIdleSlots'>;
  /** Hard: different rooms on a day. */
  maxRoomsPerDay?: number;
}

/** Two series that share a teacher, a class or a child: their lessons do not overlap and are `gapSlots` apart on the same day. */
export interface Conflict {
  a: number;
  b: number;
  gapSlots?: number;
  /** At least so many days apart; 1: on different days. */
  daysApart?: number;
}

/** The days of one party (a curriculum, a class, a child): how its lessons lie within each. What must not overlap is said by conflicts. */
export interface Agenda {
  series: readonly number[];
  /** How many alike this one stands for, such as children of the same classes. */
  weight: number;
  day: DayShape;
  week?: WeekShape;
}

/** What makes a day of somebody's agenda a bad one. */
export interface DayShape {
  /** Each occupied slot with none beside it. */
  lonelyCost?: number;
  /** Each free slot between the first and the last occupied one. */
  idleCost?: number;
  /** Each day with any lesson. */
  dayCost?: number;
  /** Hard: occupied slots on a day. */
  maxSlots?: number;
  /** Hard: occupied slots without a free one, or a break, between them. */
  maxInRow?: number;
  /** Hard: occupied slots on a day with any. A search may miss it on the way; what it answers does not. */
  minSlots?: number;
}

/** What somebody's week has to be like. All of it is hard. */
export interface WeekShape {
  /** Days with any lesson. */
  maxDays?: number;
  /** Free slots of the grid from the last lesson of a day to the first of the next one; the night beyond the grid is not counted. */
  restSlots?: number;
  /**
   * Free slots between the first and the last occupied one of a day, added up over the days. What has no place yet counts as if it
   * could fill them. For agendas, whose lessons are known; not for teachers.
   */
  maxIdleSlots?: number;
}

/** The lessons of these series are in so few rooms, on a day or in the whole week. */
export interface RoomLimit {
  series: readonly number[];
  maxRooms: number;
  perDay?: boolean;
}

/** `second` starts `offsetSlots` after `first`: 0 for the same start, the first's duration for one right after the other. On one day. */
export interface Link {
  first: number;
  second: number;
  offsetSlots: number;
}

export const NOWHERE = -1;

/** Where each lesson is, by lesson. A lesson without a place has the start NOWHERE. */
export interface Assignment {
  starts: Int32Array;
  rooms: Int32Array;
  teachers: Int32Array;
}

/** Where the search begins, what it must not touch, and what it costs to touch the rest: the difference between a new timetable and a repair. */
export interface Given {
  assignment: Assignment;
  /** Lessons that stay where `assignment` has them. */
  pinned?: ReadonlySet<number>;
  /** What a lesson costs that is not where `assignment` has it. */
  changeCosts?: ChangeCosts;
}

export interface ChangeCosts {
  start: number;
  /** Also on another day. */
  day: number;
  room: number;
  teacher: number;
}
