import type { Change } from './change.ts';
import { type HoursChange, hoursChanges, payInAll } from './hours-change.ts';
import type { Situation } from './situation.ts';

/** How much a plan disturbs. */
export interface PlanCost {
  /** Lessons at another time, in another room, with another teacher; a lesson may count in each. */
  moves: number;
  roomChanges: number;
  teacherChanges: number;
  cancelled: number;
  /** Each person once. */
  told: { students: number; guardians: number; teachers: number };
  /** Teachers whose hours or pay change. */
  hours: readonly HoursChange[];
  /** What the school pays its teachers more, or below zero less; null where that is unknown of one of them. */
  payFen: number | null;
  /** Between the old times and the new, summed. */
  distanceMinutes: number;
  /** By the organization's weights: what plans are ranked by. */
  points: number;
}

/** All but the points. */
export function planCost(situation: Situation, changes: readonly Change[]): Omit<PlanCost, 'points'> {
  const both = changes.filter(({ before, after }) => before && after);
  const differ = (what: 'start' | 'roomId' | 'teacherId') =>
    both.filter(({ before, after }) => before?.[what] !== after?.[what]).length;
  const distances = both.map(({ before, after }) => Math.abs((before?.start ?? 0) - (after?.start ?? 0)));
  const hours = hoursChanges(situation, changes);
  return {
    moves: differ('start'),
    roomChanges: differ('roomId'),
    teacherChanges: differ('teacherId'),
    cancelled: changes.filter(({ after }) => after === null).length,
    told: told(situation, changes),
    hours,
    payFen: payInAll(hours),
    distanceMinutes: distances.reduce((sum, slots) => sum + slots, 0) * situation.slotMinutes,
  };
}

function told(situation: Situation, changes: readonly Change[]): PlanCost['told'] {
  const classOf = new Map(situation.lessons.map(({ id, classId }) => [id, classId]));
  const changed = new Set(changes.map(({ lessonId }) => classOf.get(lessonId)));
  const students = new Set(situation.classes.filter(({ id }) => changed.has(id)).flatMap((one) => one.studentIds));
  const guardians = situation.students.filter(({ id }) => students.has(id)).flatMap((one) => one.guardianIds);
  const teachers = changes.flatMap(({ before, after }) => [before?.teacherId, after?.teacherId]).filter(Boolean);
  return { students: students.size, guardians: new Set(guardians).size, teachers: new Set(teachers).size };
}
