import type { SqlEntityManager } from '@mikro-orm/postgresql';
import {
  type ClassGroup,
  outside,
  payFenByDay,
  type Room,
  type Situation,
  type SlotClock,
  type Span,
  type Teacher,
  type Travel,
} from '../../../domain/timetabling/repair/index.ts';
import type { BranchCopy } from '../../entities/branch-copy.ts';
import {
  classElsewhere,
  type Elsewhere,
  lessonElsewhere,
  roomIn,
  SOMEBODY,
  seenElsewhere,
  slotsOf,
  UNSEEN_BRANCH,
  unseenElsewhere,
} from './elsewhere.ts';
import type { LessonRow } from './lesson-rows.ts';
import { type Asked, type BranchRows, readBranch } from './read-branch.ts';

export interface BranchSituation {
  situation: Situation;
  clock: SlotClock;
  /** The lessons of the branch as they are on the timetable, by id. */
  lessons: ReadonlyMap<string, LessonRow>;
}

/** A branch as a repair has to know it: all that `scheduleLessons` would refuse for, and the ways between branches. */
export async function branchSituation(em: SqlEntityManager, asked: Asked): Promise<BranchSituation> {
  const { branch, now } = asked;
  const { branchId } = branch;
  const read = await readBranch(em, asked);
  const { clock, seats } = read;
  const byClass = Map.groupBy(seats, ({ classGroupId }) => classGroupId);
  const studentsOf = (classGroupId: string) => (byClass.get(classGroupId) ?? []).map(({ studentId }) => studentId);
  const [here = [], there = []] = [true, false].map((isHere) =>
    read.lessons.filter((lesson) => (lesson.branchId === branchId) === isHere),
  );
  const elsewhere = [...seenElsewhere(there, studentsOf), ...unseenElsewhere(read.unseen)];
  const others = [...new Set([UNSEEN_BRANCH, ...elsewhere.map((one) => one.branchId)])];
  const teachers = teachersOf(read);
  const known = new Set(teachers.map(({ id }) => id));
  const guardians = new Map(seats.map(({ studentId, guardianId }) => [studentId, guardianId]));
  const situation: Situation = {
    ...{ firstDay: clock.calendar.firstDay, days: clock.dates.length, slotsPerDay: clock.slotsPerDay },
    ...{ slotMinutes: clock.calendar.slotMinutes, nowSlot: clock.slotFrom(now), history: [] },
    branches: [
      { id: branchId, name: branch.name, closed: closedSpans(branch, read) },
      ...others.map((id) => ({ id, name: '', closed: [] })),
    ],
    travel: travelOf(branchId, others, read),
    rooms: [...roomsOf(read), ...others.map(roomIn)],
    teachers,
    courses: read.courses.map(({ id, neededEquipment }) => ({ id, equipment: neededEquipment })),
    classes: classesOf(branchId, { read, here, elsewhere, studentsOf }),
    students: [...guardians].map(([id, guardianId]) => ({ id, guardianIds: [guardianId] })),
    lessons: [
      ...here.map((row) => lessonOf(row, clock, known)),
      ...elsewhere.map((one) => lessonElsewhere(one, clock, known)),
    ],
  };
  return { situation, clock, lessons: new Map(here.map((row) => [row.id, row])) };
}

const closedSpans = ({ openingHours }: BranchCopy, { holidays, clock }: BranchRows): Span[] => [
  ...outside(openingHours ?? null, clock),
  ...holidays.map(({ firstDay, lastDay }) => clock.daysFrom(firstDay, lastDay)).filter(({ from, to }) => from < to),
];

const roomsOf = ({ rooms, closures, taken, clock }: BranchRows): Room[] =>
  rooms.map(({ id, name, branchId, capacity, equipment }) => ({
    ...{ id, name, branchId, seats: capacity, equipment },
    closed: [...closures.filter(({ roomId }) => roomId === id), ...(taken.get(id) ?? [])].map((time) =>
      clock.spanOf(time),
    ),
  }));

/** When each can teach, how much, and what for. */
function teachersOf({ teachers, absences, payRules, clock }: BranchRows): Teacher[] {
  const byTeacher = Map.groupBy(absences, ({ teacherId }) => teacherId);
  const rules = Map.groupBy(payRules, ({ teacherId }) => teacherId);
  const unlimited = { maxMinutesPerDay: null, maxMinutesPerWeek: null, payFenByDay: [] };
  return [
    ...teachers.map(({ id, name, courseIds, weeklyHours, maxMinutesPerDay, maxMinutesPerWeek }) => ({
      ...{ id, name, courseIds: courseIds ?? null },
      payFenByDay: payFenByDay(rules.get(id) ?? [], clock.dates),
      offHours: outside(weeklyHours ?? null, clock),
      absent: (byTeacher.get(id) ?? []).map((absence) => clock.spanOf(absence)),
      maxMinutesPerDay: maxMinutesPerDay ?? null,
      maxMinutesPerWeek: maxMinutesPerWeek ?? null,
    })),
    { id: SOMEBODY, name: '', courseIds: [], offHours: [], absent: [], ...unlimited },
  ];
}

/** The ways to the other branches; to one that is not seen it is as far as to the farthest. */
function travelOf(branchId: string, others: readonly string[], { ways }: BranchRows): Travel[] {
  const farthest = Math.max(0, ...ways.map(({ minutes }) => minutes));
  return others.map((to) => {
    const way = ways.find(({ lesserBranchId, greaterBranchId }) => lesserBranchId === to || greaterBranchId === to);
    return { from: branchId, to, minutes: to === UNSEEN_BRANCH ? farthest : (way?.minutes ?? 0) };
  });
}

function classesOf(
  branchId: string,
  {
    read: { groups },
    here,
    elsewhere,
    studentsOf,
  }: {
    read: BranchRows;
    here: readonly LessonRow[];
    elsewhere: readonly Elsewhere[];
    studentsOf: (classGroupId: string) => string[];
  },
): ClassGroup[] {
  const asked = groups.map(({ id, name, courseId, capacity }) => ({
    ...{ id, name, courseId, branchId, studentIds: studentsOf(id), size: capacity, away: [] },
  }));
  const known = new Set(asked.map(({ id }) => id));
  // Of these no lesson changes: their students are only kept from being in two places.
  const beside = here.map(({ classGroupId }) => ({
    ...{ classId: classGroupId, branchId, studentIds: studentsOf(classGroupId) },
  }));
  const others = [...beside, ...elsewhere].filter(({ classId }) => !known.has(classId));
  return [...asked, ...new Map(others.map((one) => [one.classId, classElsewhere(one)])).values()];
}

function lessonOf(
  { id, classGroupId, roomId, teacherId, isPinned, ...time }: LessonRow,
  clock: SlotClock,
  knownTeachers: ReadonlySet<string>,
) {
  const { start, slots } = slotsOf(time, clock);
  const place = { start, roomId, teacherId: knownTeachers.has(teacherId) ? teacherId : SOMEBODY };
  return { id, classId: classGroupId, slots, place, fixed: isPinned };
}
