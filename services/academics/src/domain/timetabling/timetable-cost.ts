// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { dayCost } from './day-shape.ts';
import { NOWHERE } from './problem.ts';
import type { Timetable } from './timetable.ts';

/** The whole cost, added up from what the timetable has counted. */
export function timetableCost(timetable: Timetable): number {
  let cost = timetable.unplaced * timetable.problem.unplacedCost + daysCost(timetable);
  for (let lesson = 0; lesson < timetable.starts.length; lesson++) cost += lessonCost(timetable, lesson);
  for (let series = 0; series < timetable.problem.seriesCount; series++) cost += seriesCost(timetable, series);
  for (let teacher = 0; teacher < timetable.problem.teacherCount; teacher++) cost += loadCost(timetable, teacher);
  return cost;
}

function lessonCost(timetable: Timetable, lesson: number): number {
  const { seriesOf, startCost, slots, roomCost, roomCount, teacherCost, teacherCount } = timetable.problem;
  const start = timetable.starts[lesson]!;
  const room = timetable.rooms[lesson]!;
  const teacher = timetable.teachers[lesson]!;
  const series = seriesOf[lesson]!;
  if (start === NOWHERE) return 0;
  return (
    startCost[series * slots + start]! +
    (room === NOWHERE ? 0 : roomCost[series * roomCount + room]!) +
    (teacher === NOWHERE ? 0 : teacherCost[series * teacherCount + teacher]!) +
    timetable.changeCost(lesson, start, room, teacher)
  );
}

function seriesCost({ problem, daysUsed, roomsUsed, teachersUsed }: Timetable, series: number): number {
  const { minDays, spreadCost, extraRoomCost, extraTeacherCost } = problem;
  return (
    spreadCost[series]! * Math.max(minDays[series]! - daysUsed[series]!, 0) +
    extraRoomCost[series]! * Math.max(roomsUsed[series]! - 1, 0) +
    extraTeacherCost[series]! * Math.max(teachersUsed[series]! - 1, 0)
  );
}

const loadCost = ({ problem, slotsTaught }: Timetable, teacher: number): number =>
  problem.overloadCost[teacher]! * Math.max(slotsTaught[teacher]! - problem.fairSlots[teacher]!, 0) ** 2;

function daysCost({ problem, dayLow, dayHigh }: Timetable): number {
  const { agendaCount, days, agendaWeight, shapes, shapeOf } = problem;
  let cost = 0;
  for (let agenda = 0; agenda < agendaCount; agenda++) {
    const shape = shapes[shapeOf[agenda]!]!;
    for (let index = agenda * days; index < (agenda + 1) * days; index++)
      cost += agendaWeight[agenda]! * dayCost(shape, dayLow[index]!, dayHigh[index]!);
  }
  return cost;
}
