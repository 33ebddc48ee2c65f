import { checkDistances, checkRooms, checkWeeks } from './evaluate-weeks.ts';
import { distinct, type Placed, placedLessons, type Rule, slotsOf, sum } from './placed.ts';
import { type Assignment, FORBIDDEN, type Given, NOWHERE, type Series, type TimetablingProblem } from './problem.ts';

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
  /** Days short of what they should have. None of them is in what a search answers. */
  shortDays: number;
  changes: number;
  unplaced: number;
};

export const totalCost = (costs: Costs): number => Object.values(costs).reduce((a, b) => a + b, 0);

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
    shortDays: sum(days(problem, placed), ({ weight, shape: { minSlots = 0 }, occupied }) =>
      occupied.size < minSlots ? weight * problem.unplacedCost * (2 * minSlots - occupied.size) : 0,
    ),
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
  for (const { shape, occupied, those } of days(problem, placed)) {
    if (occupied.size > (shape.maxSlots ?? 64)) broken('DAY_FULL', ...those);
    if (longestRow(problem, occupied) > (shape.maxInRow ?? 64)) broken('DAY_IN_ROW', ...those);
    const isOurs = those.some(({ lesson }) => !given?.pinned?.has(lesson));
    if (occupied.size < (shape.minSlots ?? 0) && isOurs) broken('DAY_SHORT', ...those);
  }
  checkDistances(problem, placed, broken);
  checkWeeks(problem, placed, assignment, broken);
  checkRooms(problem, placed, broken);
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

function longestRow({ breaksAfter = [], slotsPerDay }: TimetablingProblem, occupied: ReadonlySet<number>): number {
  const rowFrom = (slot: number): number =>
    1 + (occupied.has(slot + 1) && !breaksAfter.includes(slot % slotsPerDay) ? rowFrom(slot + 1) : 0);
  return Math.max(0, ...[...occupied].map(rowFrom));
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
