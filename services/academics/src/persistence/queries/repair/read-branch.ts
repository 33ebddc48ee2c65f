import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import type { LessonTime } from '../../../domain/lesson-time.ts';
import { SlotClock } from '../../../domain/timetabling/repair/index.ts';
import type { BranchCopy } from '../../entities/branch-copy.ts';
import { ClassGroup } from '../../entities/class-group.ts';
import { Course } from '../../entities/course.ts';
import type { Holiday } from '../../entities/holiday.ts';
import { PayRuleCopy } from '../../entities/pay-rule-copy.ts';
import { Room } from '../../entities/room.ts';
import { RoomClosure } from '../../entities/room-closure.ts';
import { Teacher } from '../../entities/teacher.ts';
import { TeacherAbsence } from '../../entities/teacher-absence.ts';
import { TravelTime } from '../../entities/travel-time.ts';
import { activitiesWithin } from '../activities.ts';
import { holidaysOf } from '../availability.ts';
import {
  type LessonRow,
  lessonRows,
  roomTimes,
  type Seat,
  seatRows,
  teachersIn,
  type UnseenBooking,
  unseenBookings,
} from './lesson-rows.ts';

/** Lessons begin and end on the five minutes; one that does not takes those that it touches. */
const SLOT_MINUTES = 5;

export interface Asked {
  branch: BranchCopy;
  /** The days that matter, `YYYY-MM-DD`; the whole weeks around them are read, as a teacher's load counts by weeks. */
  firstDay: string;
  lastDay: string;
  now: Date;
  /** Whether what teachers earn is read at all. */
  seesPay: boolean;
  /** The one lesson that may change, so that no more is read than decides where it may be; null: any of the branch. */
  only: OnlyLesson | null;
  /** Teachers who are part of the question, wherever they work. */
  teacherIds: readonly string[];
  /** A holiday that is to be none. */
  withoutHolidayId?: string | null | undefined;
}

export interface OnlyLesson {
  id: string;
  group: ClassGroup;
  /** It stays where it is and only its teacher may change: no room is looked at, and who cannot give the course is told. */
  isForSubstitute: boolean;
}

/** What of the database decides where lessons of a branch may be. */
export interface BranchRows {
  clock: SlotClock;
  holidays: readonly Holiday[];
  rooms: readonly Room[];
  /** And what activities take: as good as closed for lessons. */
  closures: readonly (LessonTime & { roomId?: string | null | undefined })[];
  teachers: readonly Teacher[];
  absences: readonly TeacherAbsence[];
  /** Those of the teachers that begin before the days are over. */
  payRules: readonly PayRuleCopy[];
  /** From the branch to others. */
  ways: readonly TravelTime[];
  /** Those whose lessons may change. */
  groups: readonly ClassGroup[];
  courses: readonly Course[];
  /** Every seat of their students, in whichever class. */
  seats: readonly Seat[];
  /** Of those teachers and students, in whichever branch; of the branch, unless one lesson only may change. */
  lessons: readonly LessonRow[];
  /** Of one lesson's question: when others take each room. */
  taken: ReadonlyMap<string, readonly LessonTime[]>;
  unseen: readonly UnseenBooking[];
}

export async function readBranch(em: SqlEntityManager, asked: Asked): Promise<BranchRows> {
  const { branch, only } = asked;
  const group = only?.group;
  const { branchId } = branch;
  const clock = clockOf(asked);
  const within = { startsAt: { $lt: clock.endsAt }, endsAt: { $gt: clock.startsAt } };
  const ways = await em.find(TravelTime, { $or: [{ lesserBranchId: branchId }, { greaterBranchId: branchId }] });
  const teachers = await teachersOf(em, asked, ways, clock);
  const teacherIds = teachers.map(({ id }) => id);
  const groups = group ? [group] : await em.find(ClassGroup, { branchId }, { orderBy: { id: 'asc' } });
  const seats = await seatRows(em, group ? { classGroupId: group.id } : { branchId }, clock);
  // A class is at one place at a time also before it has students.
  const classGroupIds = [...new Set([...(group ? [group.id] : []), ...idsOf(seats, 'classGroupId')])];
  const studentIds = idsOf(seats, 'studentId');
  return {
    ...{ clock, ways, teachers, groups, seats },
    holidays: (await holidaysOf(em, branchId, clock.calendar.firstDay)).filter(
      ({ id }) => id !== asked.withoutHolidayId,
    ),
    rooms: await em.find(Room, { branchId }, { orderBy: { id: 'asc' } }),
    closures: [
      ...(await em.find(RoomClosure, { branchId, ...within })),
      ...(await activitiesWithin(em, { branchId, roomId: { $ne: null } }, clock, clock.startsAt)),
    ],
    absences: await em.find(TeacherAbsence, { teacherId: { $in: teacherIds }, ...within }),
    payRules: asked.seesPay ? await payRulesOf(em, teacherIds, clock) : [],
    courses: await em.find(Course, { id: { $in: idsOf(groups, 'courseId') } }),
    lessons: await lessonRows(em, { branchId: only ? null : branchId, teacherIds, classGroupIds }, clock),
    taken:
      only && !only.isForSubstitute
        ? await roomTimes(em, { branchId, exceptLessonId: only.id }, clock)
        : new Map<string, LessonTime[]>(),
    // Also of activities, which are no lessons to be moved, for who sees every branch.
    unseen: await unseenBookings(em, { teacherIds, studentIds }, clock),
  };
}

function clockOf({ branch: { timeZone }, firstDay, lastDay }: Asked): SlotClock {
  const monday = DateTime.fromISO(firstDay, { zone: 'utc' }).startOf('week');
  const sunday = DateTime.fromISO(lastDay, { zone: 'utc' }).endOf('week');
  const days = Math.round(sunday.diff(monday, 'days').days);
  return new SlotClock({ firstDay: monday.toISODate() ?? firstDay, days, slotMinutes: SLOT_MINUTES, timeZone });
}

/**
 * Of a whole branch: who works or teaches there. For one class also who works at the other end of a way that the school has said:
 * they may be lent.
 */
async function teachersOf(
  em: SqlEntityManager,
  { branch: { branchId }, only, teacherIds }: Asked,
  ways: readonly TravelTime[],
  clock: SlotClock,
): Promise<Teacher[]> {
  const group = only?.group;
  const ends = group ? ways.flatMap((way) => [way.lesserBranchId, way.greaterBranchId]) : [];
  const isAble =
    group && !only.isForSubstitute
      ? { $or: [{ courseIds: null }, { courseIds: { $contains: [group.courseId] } }] }
      : {};
  const needed = [...teacherIds, ...(group ? [group.teacherId] : await teachersIn(em, branchId, clock))];
  return em.find(
    Teacher,
    { $or: [{ $and: [{ branchIds: { $overlap: [branchId, ...ends] } }, isAble] }, { id: { $in: needed } }] },
    { orderBy: { id: 'asc' } },
  );
}

const payRulesOf = (
  em: SqlEntityManager,
  teacherIds: readonly string[],
  { dates }: SlotClock,
): Promise<PayRuleCopy[]> =>
  em.find(PayRuleCopy, { teacherId: { $in: [...teacherIds] }, validFrom: { $lte: dates.at(-1) ?? '' } });

const idsOf = <Key extends string>(items: readonly Record<Key, string>[], key: Key): string[] => [
  ...new Set(items.map((item) => item[key])),
];
