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
  hours: readonly HoursChange[];
  /** Between the old times and the new, summed. */
  distanceMinutes: number;
  /** By the organization's weights: what plans are ranked by. */
  points: number;
}

export interface HoursChange {
  teacherId: string;
  minutes: number;
  /** Lessons that come to the teacher, and that go; of one that only moves none does. */
  lessonsMore: number;
  lessonsFewer: number;
  payFen: number | null;
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
  const taught = new Map(situation.teachers.map(({ id }) => [id, { minutes: 0, lessonsMore: 0, lessonsFewer: 0 }]));
  for (const { lessonId, before, after } of changes) {
    if (before?.teacherId === after?.teacherId) continue;
    const length = (slotsOf.get(lessonId) ?? 0) * situation.slotMinutes;
    const [former, next] = [taught.get(before?.teacherId ?? ''), taught.get(after?.teacherId ?? '')];
    if (former) Object.assign(former, { minutes: former.minutes - length, lessonsFewer: former.lessonsFewer + 1 });
    if (next) Object.assign(next, { minutes: next.minutes + length, lessonsMore: next.lessonsMore + 1 });
  }
  return situation.teachers.flatMap(({ id: teacherId, payFenPerHour }) => {
    const { minutes = 0, lessonsMore = 0, lessonsFewer = 0 } = taught.get(teacherId) ?? {};
    const payFen = payFenPerHour === null ? null : Math.floor((payFenPerHour * minutes + 30) / 60);
    const isChanged = lessonsMore + lessonsFewer > 0;
    return isChanged ? [{ teacherId, minutes, lessonsMore, lessonsFewer, payFen }] : [];
  });
}
