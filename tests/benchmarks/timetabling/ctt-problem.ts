import {
  type Agenda,
  type Assignment,
  type Conflict,
  FORBIDDEN,
  NOWHERE,
  type TimetablingProblem,
} from '@campusgraph/academics/timetabling';
import type { CttPlace, CttProblem } from './ctt.ts';

/** The same core that makes a school's timetable solves the competition's: courses are series, curricula are agendas. */
export function timetablingProblem(ctt: CttProblem): TimetablingProblem {
  const { days, periodsPerDay, courses, rooms, unavailable } = ctt;
  return {
    days,
    slotsPerDay: periodsPerDay,
    rooms: rooms.map(() => ({})),
    teachers: [],
    series: courses.map(({ id, lectures, minDays, students }) => ({
      lessons: lectures,
      durationSlots: 1,
      startCosts: startCosts(
        days * periodsPerDay,
        unavailable.filter(({ course }) => course === id).map(({ day, period }) => day * periodsPerDay + period),
      ),
      rooms: rooms.map(({ capacity }, room) => ({ id: room, cost: Math.max(students - capacity, 0) })),
      teachers: [],
      minDays,
      spreadCost: 5,
      extraRoomCost: 1,
    })),
    conflicts: conflicts(ctt),
    agendas: agendas(ctt),
    unplacedCost: 10_000,
  };
}

/** Lessons are numbered through the courses, in their order. */
export function places(ctt: CttProblem, { starts, rooms }: Assignment): CttPlace[] {
  const courses = ctt.courses.flatMap(({ id, lectures }) => Array<string>(lectures).fill(id));
  return courses.flatMap((course, lesson) => {
    const start = starts[lesson] ?? NOWHERE;
    const room = ctt.rooms[rooms[lesson] ?? NOWHERE]?.id;
    if (start === NOWHERE || room === undefined) return [];
    return [{ course, room, day: Math.floor(start / ctt.periodsPerDay), period: start % ctt.periodsPerDay }];
  });
}

function startCosts(slots: number, closed: readonly number[]): Int32Array {
  const costs = new Int32Array(slots);
  for (const slot of closed) costs[slot] = FORBIDDEN;
  return costs;
}

function conflicts({ courses, curricula }: CttProblem): Conflict[] {
  const number = new Map(courses.map(({ id }, series) => [id, series]));
  const byTeacher = [...Map.groupBy(courses, ({ teacher }) => teacher).values()];
  const together = [...byTeacher.map((own) => own.map(({ id }) => id)), ...curricula.map((each) => each.courses)];
  return together.flatMap((ids) => {
    const series = ids.map((id) => number.get(id) ?? NOWHERE);
    return series.flatMap((a, i) => series.slice(i + 1).map((b) => ({ a, b })));
  });
}

/** Curricula of the same courses have the same days, and are weighed once for all. */
function agendas({ courses, curricula }: CttProblem): Agenda[] {
  const number = new Map(courses.map(({ id }, series) => [id, series]));
  const alike = Map.groupBy(curricula, (each) => each.courses.toSorted().join(' '));
  return [...alike.values()].map((same) => ({
    series: same[0]?.courses.map((id) => number.get(id) ?? NOWHERE) ?? [],
    weight: same.length,
    day: { lonelyCost: 2 },
  }));
}
