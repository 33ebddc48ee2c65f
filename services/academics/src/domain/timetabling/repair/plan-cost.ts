import type { Change } from './change.ts';
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
  /** Teachers whose hours change. */
  hours: readonly { teacherId: string; minutes: number; payFen: number | null }[];
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
  return {
    moves: differ('start'),
    roomChanges: differ('roomId'),
    teacherChanges: differ('teacherId'),
    cancelled: changes.filter(({ after }) => after === null).length,
    told: told(situation, changes),
    hours: hours(situation, changes),
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

function hours(situation: Situation, changes: readonly Change[]): PlanCost['hours'] {
  const slotsOf = new Map(situation.lessons.map(({ id, slots }) => [id, slots]));
  const minutes = new Map<string, number>();
  const add = (teacherId: string | undefined, amount: number) => {
    if (teacherId !== undefined) minutes.set(teacherId, (minutes.get(teacherId) ?? 0) + amount);
  };
  for (const { lessonId, before, after } of changes) {
    const length = (slotsOf.get(lessonId) ?? 0) * situation.slotMinutes;
    add(before?.teacherId, -length);
    add(after?.teacherId, length);
  }
  return situation.teachers.flatMap(({ id, payFenPerHour }) => {
    const changed = minutes.get(id) ?? 0;
    const payFen = payFenPerHour === null ? null : Math.floor((payFenPerHour * changed + 30) / 60);
    return changed === 0 ? [] : [{ teacherId: id, minutes: changed, payFen }];
  });
}
