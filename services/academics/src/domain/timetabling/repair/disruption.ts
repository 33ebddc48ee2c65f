import type { ClassGroup, Lesson, Place, Situation, Span, Student } from './situation.ts';
import { meets } from './situation.ts';

/** What happens to a school. */
export type Disruption =
  | { kind: 'LESSON_MOVED'; lessonId: string; to: Place }
  | { kind: 'TEACHER_GONE'; teacherId: string; span: Span }
  | { kind: 'ROOM_GONE'; roomId: string; span: Span }
  | { kind: 'BRANCH_GONE'; branchId: string; span: Span }
  | { kind: 'CLASS_GONE'; classId: string; span: Span }
  /** In mid-term, with lessons that have no place yet. */
  | { kind: 'CLASS_ADDED'; classGroup: ClassGroup; students: readonly Student[]; lessons: readonly Lesson[] }
  | { kind: 'STUDENT_JOINS'; student: Student; classIds: readonly string[] }
  | { kind: 'HOLIDAY_MOVED'; branchIds: readonly string[]; was: Span; now: Span };

export interface Disrupted {
  /** With the disruption in it, and the lessons where they were. */
  situation: Situation;
  /** Lessons that may have lost their place. */
  affected: ReadonlySet<string>;
  /** When it is over; null: it stays. */
  until: number | null;
}

/** The school as it is once that has happened. */
export function disrupted(situation: Situation, disruption: Disruption): Disrupted {
  const hit = (span: Span, isHit: (lesson: Lesson, place: Place) => boolean): ReadonlySet<string> =>
    new Set(
      situation.lessons
        .filter(({ place, slots }) => place && meets({ from: place.start, to: place.start + slots }, span))
        .filter((lesson) => lesson.place && isHit(lesson, lesson.place))
        .map(({ id }) => id),
    );
  const branchOf = new Map(situation.rooms.map(({ id, branchId }) => [id, branchId]));
  switch (disruption.kind) {
    case 'LESSON_MOVED':
      return { situation, affected: new Set(), until: null };
    case 'TEACHER_GONE': {
      const { teacherId, span } = disruption;
      const teachers = changed(situation.teachers, teacherId, (one) => ({ ...one, absent: [...one.absent, span] }));
      const affected = hit(span, (_, place) => place.teacherId === teacherId);
      return { situation: { ...situation, teachers }, affected, until: span.to };
    }
    case 'ROOM_GONE': {
      const { roomId, span } = disruption;
      const rooms = changed(situation.rooms, roomId, (one) => ({ ...one, closed: [...one.closed, span] }));
      return {
        situation: { ...situation, rooms },
        affected: hit(span, (_, at) => at.roomId === roomId),
        until: span.to,
      };
    }
    case 'BRANCH_GONE': {
      const { branchId, span } = disruption;
      const branches = changed(situation.branches, branchId, (one) => ({ ...one, closed: [...one.closed, span] }));
      const affected = hit(span, (_, place) => branchOf.get(place.roomId) === branchId);
      return { situation: { ...situation, branches }, affected, until: span.to };
    }
    case 'CLASS_GONE': {
      const { classId, span } = disruption;
      const classes = changed(situation.classes, classId, (one) => ({ ...one, away: [...one.away, span] }));
      return {
        situation: { ...situation, classes },
        affected: hit(span, (one) => one.classId === classId),
        until: span.to,
      };
    }
    case 'HOLIDAY_MOVED': {
      const { branchIds, was, now } = disruption;
      const branches = situation.branches.map((one) =>
        branchIds.includes(one.id) ? { ...one, closed: [...one.closed.flatMap((span) => minus(span, was)), now] } : one,
      );
      const affected = hit(now, (_, place) => branchIds.includes(branchOf.get(place.roomId) ?? ''));
      return { situation: { ...situation, branches }, affected, until: now.to };
    }
    case 'CLASS_ADDED': {
      const known = new Set(situation.students.map(({ id }) => id));
      const students = [...situation.students, ...disruption.students.filter(({ id }) => !known.has(id))];
      const others = situation.classes.filter(({ id }) => id !== disruption.classGroup.id);
      const classes = [...others, disruption.classGroup];
      const lessons = [...situation.lessons, ...disruption.lessons];
      const affected = new Set(disruption.lessons.map(({ id }) => id));
      return { situation: { ...situation, students, classes, lessons }, affected, until: null };
    }
    case 'STUDENT_JOINS':
      return joined(situation, disruption.student, disruption.classIds);
  }
}

function joined(situation: Situation, student: Student, classIds: readonly string[]): Disrupted {
  const isNew = situation.students.every(({ id }) => id !== student.id);
  const classes = situation.classes.map((one) =>
    classIds.includes(one.id) ? { ...one, studentIds: [...new Set([...one.studentIds, student.id])] } : one,
  );
  const own = new Set(classes.filter((one) => one.studentIds.includes(student.id)).map(({ id }) => id));
  const affected = new Set(situation.lessons.filter(({ classId }) => own.has(classId)).map(({ id }) => id));
  const students = isNew ? [...situation.students, student] : situation.students;
  return { situation: { ...situation, classes, students }, affected, until: null };
}

const changed = <T extends { id: string }>(items: readonly T[], id: string, change: (item: T) => T): T[] =>
  items.map((item) => (item.id === id ? change(item) : item));

/** What is left of a span without another. */
const minus = (span: Span, other: Span): Span[] =>
  [
    { from: span.from, to: Math.min(span.to, other.from) },
    { from: Math.max(span.from, other.to), to: span.to },
  ].filter(({ from, to }) => from < to);
