import { type Assignment, FORBIDDEN, type Given, NOWHERE, type Series, type TimetablingProblem } from './problem.ts';

/** Every hard constraint, by what it keeps. */
export type Rule =
  | 'START_ALLOWED'
  | 'ROOM_ALLOWED'
  | 'ROOM_OPEN'
  | 'ROOM_ONCE'
  | 'TEACHER_ALLOWED'
  | 'TEACHER_FREE'
  | 'TEACHER_ONCE'
  | 'TEACHER_TRAVEL'
  | 'TEACHER_WEEK'
  | 'SERIES_ONCE'
  | 'DIFFERENT_DAYS'
  | 'CONFLICT'
  | 'DAY_FULL'
  | 'LINK'
  | 'PINNED';

/** A hard constraint that does not hold, and the lessons that break it. */
export interface Breach {
  rule: Rule;
  lessons: number[];
}

/** What a timetable costs, by what it is for. */
export type Costs = {
  starts: number;
  rooms: number;
  teachers: number;
  spread: number;
  extraRooms: number;
  extraTeachers: number;
  overload: number;
  days: number;
  changes: number;
  unplaced: number;
};

export const totalCost = (costs: Costs): number => Object.values(costs).reduce((a, b) => a + b, 0);

/** A placed lesson, with all that the rules ask about. */
interface Placed {
  lesson: number;
  number: number;
  series: Series;
  start: number;
  end: number;
  day: number;
  room: number;
  teacher: number;
}

/**
 * Plain and slow: straight from the problem's words, without any of the search's tables, so that it can say whether they are right.
 * It does not need a timetable that keeps the rules.
 */
export function costs(problem: TimetablingProblem, assignment: Assignment, given?: Given): Costs {
  const placed = placedLessons(problem, assignment);
  const bySeries = problem.series.map((series, number) => ({
    series,
    own: placed.filter((each) => each.number === number),
  }));
  const extra = (count: number, cost = 0) => cost * Math.max(count - 1, 0);
  return {
    starts: sum(placed, ({ series, start }) => series.startCosts[start] ?? 0),
    rooms: sum(placed, ({ series, room }) => series.rooms.find(({ id }) => id === room)?.cost ?? 0),
    teachers: sum(placed, ({ series, teacher }) => series.teachers.find(({ id }) => id === teacher)?.cost ?? 0),
    spread: sum(bySeries, ({ series: { minDays = 0, spreadCost = 0 }, own }) => {
      return spreadCost * Math.max(minDays - distinct(own, 'day'), 0);
    }),
    extraRooms: sum(bySeries, ({ series, own }) => extra(distinct(own, 'room'), series.extraRoomCost)),
    extraTeachers: sum(bySeries, ({ series, own }) => extra(distinct(own, 'teacher'), series.extraTeacherCost)),
    overload: sum(problem.teachers, ({ fairSlots, overloadCost = 0 }, teacher) => {
      const taught = slotsOf(placed.filter((each) => each.teacher === teacher));
      return fairSlots === undefined ? 0 : overloadCost * Math.max(taught - fairSlots, 0) ** 2;
    }),
    days: sum(days(problem, placed), ({ weight, shape, occupied }) => {
      const { lonelyCost = 0, idleCost = 0, dayCost = 0 } = shape;
      const lonely = [...occupied].filter((slot) => !occupied.has(slot - 1) && !occupied.has(slot + 1)).length;
      const idle = Math.max(...occupied) - Math.min(...occupied) + 1 - occupied.size;
      return weight * (lonelyCost * lonely + idleCost * idle + dayCost);
    }),
    changes: given?.changeCosts ? sum(placed, (each) => changeCost(problem, each, given)) : 0,
    unplaced: problem.unplacedCost * (assignment.starts.length - placed.length),
  };
}

export function breaches(problem: TimetablingProblem, assignment: Assignment, given?: Given): Breach[] {
  const placed = placedLessons(problem, assignment);
  const found: Breach[] = [];
  const broken = (rule: Rule, ...those: Placed[]) => found.push({ rule, lessons: those.map(({ lesson }) => lesson) });
  const gaps = gapsBetween(problem);
  for (const one of placed) checkAlone(problem, one, (rule) => broken(rule, one));
  for (const day of Map.groupBy(placed, (each) => each.day).values())
    for (const [i, one] of day.entries())
      for (const other of day.slice(i + 1)) checkPair(problem, gaps, one, other, (rule) => broken(rule, one, other));
  for (const { shape, occupied, those } of days(problem, placed))
    if (occupied.size > (shape.maxSlots ?? 64)) broken('DAY_FULL', ...those);
  for (const [teacher, { maxSlotsPerWeek }] of problem.teachers.entries()) {
    const own = placed.filter((each) => each.teacher === teacher);
    if (maxSlotsPerWeek !== undefined && slotsOf(own) > maxSlotsPerWeek) broken('TEACHER_WEEK', ...own);
  }
  const { starts, rooms, teachers } = assignment;
  const sameDay = (a: number, b: number) => Math.floor(a / problem.slotsPerDay) === Math.floor(b / problem.slotsPerDay);
  for (const { first, second, offsetSlots } of problem.links ?? []) {
    const [a = NOWHERE, b = NOWHERE] = [starts[first], starts[second]];
    if (a === NOWHERE && b === NOWHERE) continue;
    if (a === NOWHERE || b === NOWHERE || b - a !== offsetSlots || !sameDay(a, b))
      found.push({ rule: 'LINK', lessons: [first, second] });
  }
  for (const lesson of given?.pinned ?? []) {
    const home = given?.assignment;
    const stays =
      starts[lesson] === home?.starts[lesson] &&
      rooms[lesson] === home?.rooms[lesson] &&
      teachers[lesson] === home?.teachers[lesson];
    if (!stays) found.push({ rule: 'PINNED', lessons: [lesson] });
  }
  return found;
}

function checkAlone(problem: TimetablingProblem, one: Placed, broken: (rule: Rule) => void): void {
  const { series, start, end, room, teacher } = one;
  const slots = Array.from({ length: end - start }, (_, i) => start + i);
  const cost = series.startCosts[start] ?? FORBIDDEN;
  if (cost === FORBIDDEN || Math.floor((end - 1) / problem.slotsPerDay) !== one.day) broken('START_ALLOWED');
  if (!mayHave(series.rooms, room)) broken('ROOM_ALLOWED');
  if (!mayHave(series.teachers, teacher)) broken('TEACHER_ALLOWED');
  if (slots.some((slot) => problem.rooms[room]?.closed?.includes(slot))) broken('ROOM_OPEN');
  if (slots.some((slot) => problem.teachers[teacher]?.closed?.includes(slot))) broken('TEACHER_FREE');
}

const mayHave = (choices: Series['rooms'], choice: number): boolean =>
  choices.length === 0 ? choice === NOWHERE : choices.some(({ id }) => id === choice);

/** The distance that two series keep on a day, by `a × series + b` either way. */
function gapsBetween({ conflicts, series }: TimetablingProblem): Map<number, number> {
  const gaps = new Map<number, number>();
  for (const { a, b, gapSlots = 0 } of conflicts) {
    if (a === b) continue;
    for (const key of [a * series.length + b, b * series.length + a])
      gaps.set(key, Math.max(gapSlots, gaps.get(key) ?? 0));
  }
  return gaps;
}

/** Two lessons of one day. */
function checkPair(
  problem: TimetablingProblem,
  gaps: ReadonlyMap<number, number>,
  one: Placed,
  other: Placed,
  broken: (rule: Rule) => void,
): void {
  const gap = Math.max(other.start - one.end, one.start - other.end);
  if (one.number === other.number) {
    if (gap < 0) broken('SERIES_ONCE');
    if (one.series.differentDays) broken('DIFFERENT_DAYS');
  }
  if (one.room === other.room && one.room !== NOWHERE && gap < 0) broken('ROOM_ONCE');
  if (one.teacher === other.teacher && one.teacher !== NOWHERE) {
    const [earlier, later] = one.start < other.start ? [one, other] : [other, one];
    const travel = problem.travelSlots?.[earlier.series.site ?? 0]?.[later.series.site ?? 0] ?? 0;
    if (gap < 0) broken('TEACHER_ONCE');
    else if (gap < travel) broken('TEACHER_TRAVEL');
  }
  if (gap < (gaps.get(one.number * problem.series.length + other.number) ?? Number.NEGATIVE_INFINITY))
    broken('CONFLICT');
}

function placedLessons({ series, slotsPerDay }: TimetablingProblem, assignment: Assignment): Placed[] {
  const numbers = series.flatMap(({ lessons }, number) => Array<number>(lessons).fill(number));
  return numbers.flatMap((number, lesson) => {
    const { [lesson]: start = NOWHERE } = assignment.starts;
    const { [number]: own } = series;
    if (start === NOWHERE || own === undefined) return [];
    const end = start + own.durationSlots;
    const day = Math.floor(start / slotsPerDay);
    const room = assignment.rooms[lesson] ?? NOWHERE;
    return [{ lesson, number, series: own, start, end, day, room, teacher: assignment.teachers[lesson] ?? NOWHERE }];
  });
}

/** Every day of every agenda, teachers' included, that has a lesson. */
function days({ agendas, teachers }: TimetablingProblem, placed: readonly Placed[]) {
  const parties = [
    ...teachers.map(({ day = {} }, teacher) => ({
      weight: 1,
      shape: day,
      own: placed.filter((each) => each.teacher === teacher),
    })),
    ...agendas.map(({ series, weight, day }) => ({
      weight,
      shape: day,
      own: placed.filter((each) => series.includes(each.number)),
    })),
  ];
  return parties.flatMap(({ weight, shape, own }) =>
    [...Map.groupBy(own, ({ day }) => day).values()].map((those) => {
      const occupied = new Set(
        those.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
      );
      return { weight, shape, occupied, those };
    }),
  );
}

function changeCost({ slotsPerDay }: TimetablingProblem, placed: Placed, { assignment, changeCosts }: Given): number {
  const { starts, rooms, teachers } = assignment;
  const start = starts[placed.lesson] ?? NOWHERE;
  if (start === NOWHERE || !changeCosts) return 0;
  return (
    (placed.start === start ? 0 : changeCosts.start) +
    (placed.day === Math.floor(start / slotsPerDay) ? 0 : changeCosts.day) +
    (placed.room === rooms[placed.lesson] ? 0 : changeCosts.room) +
    (placed.teacher === teachers[placed.lesson] ? 0 : changeCosts.teacher)
  );
}

const slotsOf = (those: readonly Placed[]): number => sum(those, ({ start, end }) => end - start);

const distinct = (those: readonly Placed[], what: 'day' | 'room' | 'teacher'): number =>
  new Set(those.map((each) => each[what]).filter((value) => value !== NOWHERE)).size;

const sum = <T>(items: readonly T[], amount: (item: T, index: number) => number): number =>
  items.reduce((total, item, index) => total + amount(item, index), 0);
