import type { Change } from './change.ts';
import { payFenOf } from './pay-by-day.ts';
import type { Place, Situation } from './situation.ts';

/** What a plan changes for a teacher. */
export interface HoursChange {
  teacherId: string;
  minutes: number;
  /** Lessons that come to the teacher, and that go; of one that only moves none does. */
  lessonsMore: number;
  lessonsFewer: number;
  /** What the teacher earns more, or below zero less; null where the pay of one of the lessons is unknown. */
  payFen: number | null;
}

/**
 * Of each teacher whose hours or pay change. The substitute is paid and not the absent one, a cancelled lesson pays nobody, and one that
 * only moves pays the same unless another rule is in force on its new day.
 */
export function hoursChanges(situation: Situation, changes: readonly Change[]): HoursChange[] {
  const lengths = new Map(situation.lessons.map(({ id, slots }) => [id, slots * situation.slotMinutes]));
  const teachers = new Map(situation.teachers.map((teacher) => [teacher.id, teacher]));
  const payOf = (place: Place): number | null => {
    const teacher = teachers.get(place.teacherId);
    return teacher ? payFenOf(situation, teacher, place) : null;
  };
  const parts = changes.flatMap((one) => partsOf(one, { minutes: lengths.get(one.lessonId) ?? 0, payOf }));
  const byTeacher = Map.groupBy(parts, ({ teacherId }) => teacherId);
  return situation.teachers
    .flatMap(({ id }) => byTeacher.get(id)?.reduce(sum) ?? [])
    .filter(({ lessonsMore, lessonsFewer, payFen }) => lessonsMore + lessonsFewer > 0 || payFen !== 0);
}

/** With something unknown all of it is unknown. */
export const payInAll = (changes: readonly HoursChange[]): number | null =>
  changes.reduce<number | null>((fen, { payFen }) => plus(fen, payFen), 0);

function partsOf(
  { before, after }: Change,
  { minutes, payOf }: { minutes: number; payOf: (place: Place) => number | null },
): HoursChange[] {
  const [was, is] = [before && payOf(before), after && payOf(after)];
  const none = { minutes: 0, lessonsMore: 0, lessonsFewer: 0 };
  // Without a rule on either day no other rule is in force: the pay is unknown, and the same.
  if (before && after && before.teacherId === after.teacherId)
    return [{ ...none, teacherId: after.teacherId, payFen: was === is ? 0 : plus(is, negative(was)) }];
  return [
    ...(before
      ? [{ ...none, teacherId: before.teacherId, minutes: -minutes, lessonsFewer: 1, payFen: negative(was) }]
      : []),
    ...(after ? [{ ...none, teacherId: after.teacherId, minutes, lessonsMore: 1, payFen: is }] : []),
  ];
}

const sum = (one: HoursChange, other: HoursChange): HoursChange => ({
  teacherId: one.teacherId,
  minutes: one.minutes + other.minutes,
  lessonsMore: one.lessonsMore + other.lessonsMore,
  lessonsFewer: one.lessonsFewer + other.lessonsFewer,
  payFen: plus(one.payFen, other.payFen),
});

const plus = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;

/** No pay is 0, not -0. */
const negative = (fen: number | null): number | null => (fen === null ? null : 0 - fen);
