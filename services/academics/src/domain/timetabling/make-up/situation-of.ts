import type { Branch, ClassGroup, Lesson, Situation, Teacher } from '../repair/situation.ts';
import type { DatedLesson, FixedLesson, School } from '../school/index.ts';
import { SLOT_MINUTES, SLOTS_PER_DAY, type Term } from './term.ts';

/** Stands for the room or the teacher of a fixed lesson that has none, and suits nobody. */
const NONE = 'none';
/** Where a branch names no hours: as the weekly search begins its day. */
const ANY_HOURS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startTime: '08:00', endTime: '24:00' }));

/** The lost lessons come first, in their order, at the place that they have lost. */
export interface TermLessons {
  lessons: readonly DatedLesson[];
  lost: readonly DatedLesson[];
}

/**
 * A school's term as a repair has to know it. A fixed lesson is kept clear of in every week, as the weekly search does; nothing is
 * put before `notBefore`.
 */
export function situationOf(school: School, term: Term, { lessons, lost }: TermLessons, notBefore: Date): Situation {
  const known = new Set(school.branches.map(({ id }) => id));
  const [home] = school.branches;
  return {
    ...{ firstDay: term.firstDay, days: term.days.length, slotsPerDay: SLOTS_PER_DAY, slotMinutes: SLOT_MINUTES },
    nowSlot: Math.max(term.slotOf(notBefore, Math.ceil), term.firstSlot),
    branches: school.branches.map((branch) => branchOf(school, term, branch)),
    travel: school.travel
      .filter(({ branchId, otherBranchId }) => known.has(branchId) && known.has(otherBranchId))
      .map(({ branchId, otherBranchId, minutes }) => ({ from: branchId, to: otherBranchId, minutes })),
    rooms: [
      ...school.rooms.map(({ id, name, branchId, capacity, equipment, closures }) => ({
        ...{ id, name, branchId, seats: capacity, equipment, closed: term.spansOf(closures) },
      })),
      { id: NONE, name: NONE, branchId: home?.id ?? '', seats: -1, equipment: [], closed: [] },
    ],
    teachers: [...school.teachers.map((teacher) => teacherOf(term, teacher)), teacherOf(term, NOBODY)],
    courses: school.classGroups.map(({ courseId, neededEquipment }) => ({ id: courseId, equipment: neededEquipment })),
    classes: classesOf(school),
    students: [],
    lessons: [
      ...lost.map((lesson, number) => datedLesson(term, lesson, { id: lostId(number), fixed: false })),
      ...lessons.map((lesson, number) => datedLesson(term, lesson, { id: `lesson ${number}`, fixed: true })),
      ...school.fixed.flatMap((lesson) => fixedLessons(term, lesson)),
    ],
    history: [],
  };
}

export const lostId = (number: number): string => `lost ${number}`;

function branchOf({ policy }: School, term: Term, { id, name, openingHours, closingDays }: School['branches'][number]) {
  const days = term.days.filter(({ date }) =>
    closingDays.some(({ firstDay, lastDay }) => firstDay <= date && date <= lastDay),
  );
  const holidays = days.map(({ date }) => term.slotAt(date, 0)).map((from) => ({ from, to: from + SLOTS_PER_DAY }));
  const closed = [...term.outside(openingHours ?? ANY_HOURS, policy.latestEndMinute), ...holidays];
  return { id, name, closed } satisfies Branch;
}

type SchoolTeacher = School['teachers'][number];
const NOBODY: SchoolTeacher = {
  ...{ id: NONE, name: NONE, branchIds: [], tier: null, courseIds: [], weeklyHours: null, absences: [] },
  ...{ maxMinutesPerDay: null, maxMinutesPerWeek: null },
};

const teacherOf = (term: Term, teacher: SchoolTeacher): Teacher => ({
  ...{ id: teacher.id, name: teacher.name, courseIds: teacher.courseIds, payFenByDay: [] },
  offHours: teacher.weeklyHours ? term.outside(teacher.weeklyHours) : [],
  absent: term.spansOf(teacher.absences),
  maxMinutesPerDay: teacher.maxMinutesPerDay,
  maxMinutesPerWeek: teacher.maxMinutesPerWeek,
});

/** Those of the run, and those that only have lessons that stay. */
function classesOf({ classGroups, students, fixed }: School): ClassGroup[] {
  const children = Map.groupBy(
    students.flatMap(({ id, classGroupIds }) =>
      [...new Set(classGroupIds)].map((classGroupId) => ({ id, classGroupId })),
    ),
    ({ classGroupId }) => classGroupId,
  );
  const named = (id: string) => children.get(id)?.map((child) => child.id) ?? [];
  const own = classGroups.map(
    ({ id, name, courseId, branchId, size }): ClassGroup => ({
      ...{ id, name, courseId, branchId, size },
      ...{ studentIds: named(id), away: [] },
    }),
  );
  const ids = new Set(classGroups.map(({ id }) => id));
  const others = new Map(fixed.map((lesson) => [lesson.classGroupId ?? NONE, lesson.branchId]));
  return [
    ...own,
    ...[...others]
      .filter(([id]) => !ids.has(id))
      .map(([id, branchId]) => ({
        ...{ id, name: id, courseId: NONE, branchId, size: 0 },
        studentIds: named(id),
        away: [],
      })),
  ];
}

const datedLesson = (term: Term, lesson: DatedLesson, { id, fixed }: Pick<Lesson, 'id' | 'fixed'>): Lesson => ({
  ...{ id, classId: lesson.classGroupId, fixed },
  slots: term.slotsOf(lesson.startMinute, lesson.startMinute + lesson.durationMinutes),
  place: {
    start: term.slotAt(lesson.date, lesson.startMinute),
    ...{ roomId: lesson.roomId ?? NONE, teacherId: lesson.teacherId },
  },
});

/** On every day of the week that it is on. */
const fixedLessons = (term: Term, { id, weekday, startMinute, durationMinutes, ...lesson }: FixedLesson): Lesson[] =>
  term.days
    .filter((day) => day.weekday === weekday)
    .map(({ date }) => ({
      ...{ id: `${id} ${date}`, classId: lesson.classGroupId ?? NONE, fixed: true },
      slots: term.slotsOf(startMinute, startMinute + durationMinutes),
      place: {
        start: term.slotAt(date, startMinute),
        ...{ roomId: lesson.roomId ?? NONE, teacherId: lesson.teacherId ?? NONE },
      },
    }));
