import type { CttPlace, CttProblem } from './ctt.ts';

/** What a solution breaks, in words, and what it costs (UD2). */
export interface CttCost {
  broken: string[];
  capacity: number;
  workingDays: number;
  isolated: number;
  rooms: number;
  total: number;
}

/**
 * Straight from the format's definition, lecture by lecture and pair by pair. It knows nothing of the search core and shares no code
 * with it, so that a mistake in the one cannot hide in the other.
 */
export function cttCost(problem: CttProblem, places: readonly CttPlace[]): CttCost {
  const capacity = capacityCost(problem, places);
  const workingDays = workingDaysCost(problem, places);
  const isolated = isolatedCost(problem, places);
  const rooms = roomsCost(problem, places);
  const total = capacity + workingDays + isolated + rooms;
  return { broken: broken(problem, places), capacity, workingDays, isolated, rooms, total };
}

function broken(problem: CttProblem, places: readonly CttPlace[]): string[] {
  return [
    ...problem.courses.flatMap(({ id, lectures }) => {
      const placed = places.filter(({ course }) => course === id).length;
      return placed === lectures ? [] : [`${id} has ${placed} of ${lectures} lectures`];
    }),
    ...places.flatMap((place) => misplaced(problem, place)),
    ...places.flatMap((one, i) => places.slice(i + 1).flatMap((other) => clashes(problem, one, other))),
  ];
}

function misplaced({ courses, rooms, days, periodsPerDay, unavailable }: CttProblem, place: CttPlace): string[] {
  const { course, room, day, period } = place;
  const where = `${course} in ${room} at ${day}/${period}`;
  const found: string[] = [];
  if (!courses.some(({ id }) => id === course)) found.push(`${where}: no such course`);
  if (!rooms.some(({ id }) => id === room)) found.push(`${where}: no such room`);
  if (day >= days || period >= periodsPerDay) found.push(`${where}: no such period`);
  if (unavailable.some((each) => each.course === course && each.day === day && each.period === period))
    found.push(`${where}: unavailable`);
  return found;
}

function clashes({ courses, curricula }: CttProblem, one: CttPlace, other: CttPlace): string[] {
  if (one.day !== other.day || one.period !== other.period) return [];
  const pair = `${one.course} and ${other.course} at ${one.day}/${one.period}`;
  const found: string[] = [];
  if (one.course === other.course) found.push(`${pair}: the same course`);
  if (one.room === other.room) found.push(`${pair}: the same room`);
  if (one.course === other.course) return found;
  const teacherOf = (course: string) => courses.find(({ id }) => id === course)?.teacher;
  if (teacherOf(one.course) === teacherOf(other.course)) found.push(`${pair}: the same teacher`);
  if (curricula.some((each) => each.courses.includes(one.course) && each.courses.includes(other.course)))
    found.push(`${pair}: the same curriculum`);
  return found;
}

function capacityCost({ courses, rooms }: CttProblem, places: readonly CttPlace[]): number {
  const over = ({ course, room }: CttPlace): number => {
    const students = courses.find(({ id }) => id === course)?.students ?? 0;
    const capacity = rooms.find(({ id }) => id === room)?.capacity ?? 0;
    return Math.max(students - capacity, 0);
  };
  return sum(places.map(over));
}

const workingDaysCost = ({ courses }: CttProblem, places: readonly CttPlace[]): number =>
  sum(
    courses.map(({ id, minDays }) => {
      const days = new Set(places.filter(({ course }) => course === id).map(({ day }) => day));
      return 5 * Math.max(minDays - days.size, 0);
    }),
  );

const isolatedCost = ({ curricula }: CttProblem, places: readonly CttPlace[]): number =>
  sum(
    curricula.map(({ courses }) => {
      const own = places.filter(({ course }) => courses.includes(course));
      const hasNeighbour = ({ day, period }: CttPlace) =>
        own.some((other) => other.day === day && Math.abs(other.period - period) === 1);
      return 2 * own.filter((place) => !hasNeighbour(place)).length;
    }),
  );

const roomsCost = ({ courses }: CttProblem, places: readonly CttPlace[]): number =>
  sum(
    courses.map(({ id }) => {
      const rooms = new Set(places.filter(({ course }) => course === id).map(({ room }) => room));
      return Math.max(rooms.size - 1, 0);
    }),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
