import type { LessonTime } from '../../../domain/lesson-time.ts';
import {
  type ClassGroup,
  dayOf,
  type Lesson,
  type Room,
  type SlotClock,
} from '../../../domain/timetabling/repair/index.ts';
import type { LessonRow, UnseenBooking } from './lesson-rows.ts';

/** Stands for whichever branch a lesson is in that the principal does not see. */
export const UNSEEN_BRANCH = 'a branch that is not seen';
/** Teaches what is only there to keep a room or a child busy. */
export const SOMEBODY = 'somebody';

/** A lesson that no plan changes: it keeps people from being in two places. */
export interface Elsewhere {
  id: string;
  branchId: string;
  classId: string;
  studentIds: readonly string[];
  teacherId: string | null;
  time: LessonTime;
}

export const seenElsewhere = (
  rows: readonly LessonRow[],
  studentsOf: (classGroupId: string) => readonly string[],
): Elsewhere[] =>
  rows.map(({ id, branchId, classGroupId, teacherId, startsAt, endsAt }) => ({
    ...{ id, branchId, classId: classGroupId, studentIds: studentsOf(classGroupId), teacherId },
    time: { startsAt, endsAt },
  }));

export const unseenElsewhere = (bookings: readonly UnseenBooking[]): Elsewhere[] =>
  [...Map.groupBy(bookings, ({ lessonId }) => lessonId)].flatMap(([id, those]) => {
    const [time] = those;
    const people = (kind: UnseenBooking['kind']) =>
      those.filter((one) => one.kind === kind).map(({ personId }) => personId);
    const [teacherId = null] = people('TEACHER');
    return time
      ? [{ ...{ id, branchId: UNSEEN_BRANCH, classId: id }, studentIds: people('STUDENT'), teacherId, time }]
      : [];
  });

/** In a room of that branch which is no room for anybody else. */
export const roomIn = (branchId: string): Room => ({
  ...{ id: `somewhere in ${branchId}`, name: '', branchId, seats: -1, equipment: [], closed: [] },
});

export const classElsewhere = ({
  classId,
  branchId,
  studentIds,
}: Pick<Elsewhere, 'classId' | 'branchId' | 'studentIds'>): ClassGroup => ({
  ...{ id: classId, name: '', courseId: '', branchId, studentIds, size: 0, away: [] },
});

export function lessonElsewhere(
  { id, branchId, classId, teacherId, time }: Elsewhere,
  clock: SlotClock,
  knownTeachers: ReadonlySet<string>,
): Lesson {
  const { start, slots } = slotsOf(time, clock);
  const by = teacherId !== null && knownTeachers.has(teacherId) ? teacherId : SOMEBODY;
  const place = { start, roomId: roomIn(branchId).id, teacherId: by };
  return { ...{ id, classId, slots, fixed: true }, place };
}

/** What a lesson takes of its day; what goes on past midnight is cut off. */
export function slotsOf(time: LessonTime, clock: SlotClock): { start: number; slots: number } {
  const { from, to } = clock.spanOf(time);
  const midnight = (dayOf(clock, from) + 1) * clock.slotsPerDay;
  return { start: from, slots: Math.max(Math.min(to, midnight) - from, 1) };
}
