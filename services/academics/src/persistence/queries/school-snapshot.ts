import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import type { LessonTime } from '../../domain/lesson-time.ts';
import { DEFAULT_POLICY, type Period, type School, type Weights } from '../../domain/timetabling/school/index.ts';
import { earlierLessons, insideDay, stillNeeded } from '../../domain/weekly-lessons.ts';
import type { BranchCopy } from '../entities/branch-copy.ts';
import type { ClassGroup } from '../entities/class-group.ts';
import { ClassLink } from '../entities/class-link.ts';
import { Room } from '../entities/room.ts';
import { RoomClosure } from '../entities/room-closure.ts';
import { ScheduledLesson } from '../entities/scheduled-lesson.ts';
import { TravelTime } from '../entities/travel-time.ts';
import { activitiesWithin } from './activities.ts';
import { holidaysOf } from './availability.ts';
import { childrenElsewhere } from './children-elsewhere.ts';
import { classesOf, teachersOf } from './school-people.ts';

export interface AskedTimetable {
  /** All on one clock. */
  branches: readonly BranchCopy[];
  /** Those that a timetable is for; each has a weekly need. */
  groups: readonly ClassGroup[];
  period: Period;
  weights: Weights;
  /** Else each class keeps its own. */
  chooseTeachers: boolean;
}

/** The branches as a timetable has to know them: what is there stays, and each class gets what it still lacks of its week. */
export async function schoolOf(em: SqlEntityManager, asked: AskedTimetable): Promise<School> {
  const { branches, groups, period, weights, chooseTeachers } = asked;
  const timeZone = branches[0]?.timeZone ?? 'utc';
  const branchIds = branches.map(({ branchId }) => branchId);
  const span = spanOf(period, timeZone);
  const inBranches = { branchId: { $in: branchIds } };
  const lessons = await em.find(ScheduledLesson, { ...inBranches, status: 'SCHEDULED', ...within(span) });
  const links = await em.find(ClassLink, inBranches, { orderBy: { id: 'asc' } });
  const fixed = earlierLessons(lessons, period, timeZone);
  const wanted = new Set(groups.map(({ id }) => id));
  const learning = { branchIds, groups, period, chooseTeachers };
  const { classGroups, students } = await classesOf(em, learning, (group) => stillNeeded(group, fixed));
  const elsewhere = await childrenElsewhere(em, {
    ...{ students, branchId: branchIds[0] ?? '', span, period, timeZone },
    studentIds: students.filter((child) => child.classGroupIds.some((id) => wanted.has(id))).map(({ id }) => id),
    lessonIds: lessons.map(({ id }) => id),
  });
  return {
    timeZone,
    period,
    branches: await branchesOf(em, branches, period),
    rooms: await roomsOf(em, branchIds, span),
    teachers: await teachersOf(em, { branchIds, groups, lessons, span, chooseTeachers }),
    classGroups,
    // Who attends one class alone and is nowhere else counts by its seat.
    students: elsewhere.students.filter(({ classGroupIds }) => classGroupIds.length > 1),
    fixed: [...fixed.map(({ lesson }) => lesson), ...elsewhere.fixed],
    links: links
      .filter((link) => wanted.has(link.classGroupId) && wanted.has(link.otherClassGroupId))
      .map(({ kind, classGroupId, otherClassGroupId }) => ({ kind, classGroupId, otherClassGroupId })),
    travel: await travelBetween(em, branchIds),
    policy: DEFAULT_POLICY,
    weights,
  };
}

async function branchesOf(
  em: SqlEntityManager,
  branches: readonly BranchCopy[],
  { from }: Period,
): Promise<School['branches']> {
  const known: School['branches'][number][] = [];
  for (const { branchId, name, openingHours } of branches) {
    const holidays = await holidaysOf(em, branchId, from);
    const closingDays = holidays.map(({ firstDay, lastDay }) => ({ firstDay, lastDay }));
    known.push({ id: branchId, name, openingHours: openingHours ? insideDay(openingHours) : null, closingDays });
  }
  return known;
}

async function roomsOf(em: SqlEntityManager, branchIds: string[], span: LessonTime): Promise<School['rooms']> {
  const inBranches = { branchId: { $in: branchIds } };
  const rooms = await em.find(Room, inBranches, { orderBy: { id: 'asc' } });
  // A room in which there is an activity is as good as closed for lessons.
  const closed = [
    ...(await em.find(RoomClosure, { ...inBranches, ...within(span) })),
    ...(await activitiesWithin(em, { ...inBranches, roomId: { $ne: null } }, span, span.startsAt)),
  ];
  const closures = Map.groupBy(closed, ({ roomId }) => roomId);
  return rooms.map(({ id, name, branchId, capacity, equipment }) => ({
    ...{ id, name, branchId, capacity, equipment },
    closures: (closures.get(id) ?? []).map(outage),
  }));
}

async function travelBetween(em: SqlEntityManager, branchIds: string[]): Promise<School['travel']> {
  const among = { $in: branchIds };
  const times = await em.find(TravelTime, { lesserBranchId: among, greaterBranchId: among });
  return times.map(({ lesserBranchId, greaterBranchId, minutes }) => ({
    ...{ branchId: lesserBranchId, otherBranchId: greaterBranchId, minutes },
  }));
}

const within = (span: LessonTime) => ({ startsAt: { $lt: span.endsAt }, endsAt: { $gt: span.startsAt } });

const outage = ({ startsAt, endsAt }: LessonTime) => ({ from: startsAt, to: endsAt });

const spanOf = ({ from, to }: Period, zone: string): LessonTime => ({
  startsAt: DateTime.fromISO(from, { zone }).toJSDate(),
  endsAt: DateTime.fromISO(to, { zone }).plus({ days: 1 }).toJSDate(),
});
