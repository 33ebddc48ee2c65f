import type { ClassGroup, Lesson, Situation } from '@campusgraph/academics/timetabling/repair';
import type { CttPlace, CttProblem } from '../ctt.ts';

/** Courses are classes with one lesson a lecture, curricula are students, periods are slots; any room will do, as the format has it. */
export function cttSituation(ctt: CttProblem, places: readonly CttPlace[]): Situation {
  const { days, periodsPerDay, courses, rooms, curricula, unavailable } = ctt;
  const slot = (day: number, period: number) => day * periodsPerDay + period;
  const classes: ClassGroup[] = courses.map(({ id }) => ({
    ...{ id, name: id, courseId: id, branchId: 'school', size: 0 },
    studentIds: curricula.filter((one) => one.courses.includes(id)).map((one) => one.id),
    away: unavailable
      .filter(({ course }) => course === id)
      .map(({ day, period }) => ({ from: slot(day, period), to: slot(day, period) + 1 })),
  }));
  const lessons: Lesson[] = places.map(({ course, room, day, period }, i) => ({
    ...{ id: `${i}`, classId: course, slots: 1, fixed: false },
    place: { start: slot(day, period), roomId: room, teacherId: teacherOf(ctt, course) },
  }));
  return {
    ...{
      firstDay: '2026-03-02',
      days,
      slotsPerDay: periodsPerDay,
      slotMinutes: 60,
      nowSlot: 0,
      travel: [],
      history: [],
    },
    branches: [{ id: 'school', name: 'school', closed: [] }],
    rooms: rooms.map(({ id }) => ({
      ...{ id, name: id, branchId: 'school', seats: Number.POSITIVE_INFINITY, equipment: [], closed: [] },
    })),
    teachers: [...new Set(courses.map(({ teacher }) => teacher))].map((id) => ({
      ...{
        id,
        name: id,
        offHours: [],
        absent: [],
        maxMinutesPerDay: null,
        maxMinutesPerWeek: null,
        payFenByDay: [],
      },
      courseIds: courses.filter(({ teacher }) => teacher === id).map((course) => course.id),
    })),
    courses: courses.map(({ id }) => ({ id, equipment: [] })),
    classes,
    students: curricula.map(({ id }) => ({ id, guardianIds: [] })),
    lessons,
  };
}

const teacherOf = ({ courses }: CttProblem, course: string): string =>
  courses.find(({ id }) => id === course)?.teacher ?? '';
