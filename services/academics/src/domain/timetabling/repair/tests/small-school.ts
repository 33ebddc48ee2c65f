import type { ClassGroup, Lesson, Room, Situation, Teacher } from '../situation.ts';

/** Two weeks from a Monday, in quarters of an hour from 00:00. */
export const SLOTS_PER_DAY = 96;
export const at = (day: number, clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return day * SLOTS_PER_DAY + hour * 4 + minute / 15;
};

/** The same on each of the two weeks' days. */
export const perLesson = (fen: number): number[] => Array.from({ length: 14 }, () => fen);

export const room = (id: string, more: Partial<Room> = {}): Room => ({
  ...{ id, name: id, branchId: 'north', seats: 12, equipment: [], closed: [] },
  ...more,
});
export const teacher = (id: string, more: Partial<Teacher> = {}): Teacher => ({
  ...{ id, name: id, courseIds: ['piano'], offHours: [], absent: [] },
  ...{ maxMinutesPerDay: null, maxMinutesPerWeek: null, payFenByDay: perLesson(12_000) },
  ...more,
});
export const classGroup = (id: string, more: Partial<ClassGroup> = {}): ClassGroup => ({
  ...{ id, name: id, courseId: 'piano', branchId: 'north', studentIds: [`child of ${id}`], away: [] },
  size: more.studentIds?.length ?? 1,
  ...more,
});
/** An hour. */
export const lesson = (id: string, start: number, more: Partial<Lesson & Lesson['place']> = {}): Lesson => ({
  ...{ id, classId: more.classId ?? id, slots: more.slots ?? 4, fixed: more.fixed ?? false },
  place: { start, roomId: more.roomId ?? 'r1', teacherId: more.teacherId ?? 'ann' },
});

const everyNight = Array.from({ length: 14 }, (_, day) => [
  { from: at(day, '00:00'), to: at(day, '09:00') },
  { from: at(day, '20:30'), to: at(day, '24:00') },
]).flat();

/** A school open from 09:00 to 20:30, with a second branch half an hour away. */
export const school = (more: Partial<Situation> = {}): Situation => {
  const classes = more.classes ?? (more.lessons ?? []).map(({ classId }) => classGroup(classId));
  const studentIds = [...new Set(classes.flatMap((each) => each.studentIds))];
  return {
    ...{ firstDay: '2026-03-02', days: 14, slotsPerDay: SLOTS_PER_DAY, slotMinutes: 15, nowSlot: 0 },
    branches: [
      { id: 'north', name: 'North', closed: everyNight },
      { id: 'south', name: 'South', closed: everyNight },
    ],
    travel: [{ from: 'north', to: 'south', minutes: 30 }],
    rooms: [room('r1'), room('r2')],
    teachers: [teacher('ann'), teacher('bob')],
    courses: [{ id: 'piano', equipment: [] }],
    classes,
    students: studentIds.map((id) => ({ id, guardianIds: [`mother of ${id}`] })),
    lessons: [],
    history: [],
    ...more,
  };
};
