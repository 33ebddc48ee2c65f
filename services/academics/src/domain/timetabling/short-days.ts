// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { bitCount } from './day-shape.ts';
import { NOWHERE } from './problem.ts';
import type { Timetable } from './timetable.ts';

/**
 * Nobody comes for less than their day should have: where the search found no way to fill a day, its lessons are left out. What is
 * pinned stays. Returns whether anything was left out.
 */
export function leaveOutShortDays(timetable: Timetable): boolean {
  const { agendaCount, shapes, shapeOf } = timetable.problem;
  if (shapes.every(({ minSlots }) => minSlots === 0)) return false;
  let isShorter = false;
  for (let agenda = 0; agenda < agendaCount; agenda++)
    if (shapes[shapeOf[agenda]!]!.minSlots > 0) isShorter = leaveOutOf(timetable, agenda) || isShorter;
  // A lesson that is gone may have been needed to fill the day of somebody else.
  if (isShorter) leaveOutShortDays(timetable);
  return isShorter;
}

function leaveOutOf(timetable: Timetable, agenda: number): boolean {
  const { days, shapes, shapeOf } = timetable.problem;
  const { minSlots } = shapes[shapeOf[agenda]!]!;
  let isShorter = false;
  for (let day = 0; day < days; day++) {
    const held = bitCount(timetable.dayLow[agenda * days + day]!) + bitCount(timetable.dayHigh[agenda * days + day]!);
    if (held > 0 && held < minSlots) isShorter = leaveOutDay(timetable, agenda, day) || isShorter;
  }
  return isShorter;
}

function leaveOutDay(timetable: Timetable, agenda: number, day: number): boolean {
  const { problem, starts, pinned, teachers } = timetable;
  const { lessonCount, seriesOf, dayOfSlot, teacherCount, agendasOf, bundleOf, bundles } = problem;
  const isOf = (lesson: number) =>
    agenda < teacherCount
      ? teachers[lesson] === agenda
      : agendasOf.items
          .subarray(agendasOf.from[seriesOf[lesson]!], agendasOf.from[seriesOf[lesson]! + 1])
          .includes(agenda);
  let isShorter = false;
  for (let lesson = 0; lesson < lessonCount; lesson++) {
    if (starts[lesson] === NOWHERE || dayOfSlot[starts[lesson]!] !== day || !isOf(lesson)) continue;
    const bundle = bundleOf[lesson]!;
    const members = bundles.items.subarray(bundles.from[bundle], bundles.from[bundle + 1]);
    if (members.some((member) => pinned[member] === 1)) continue;
    for (const member of members) if (starts[member] !== NOWHERE) timetable.remove(member);
    isShorter = true;
  }
  return isShorter;
}
