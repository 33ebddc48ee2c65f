import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import { type DisruptionKind, onlyBranch, onlyDisruption } from '../../../domain/disruption.ts';
import { checkHolidayDays } from '../../../domain/holiday.ts';
import type { LessonTime } from '../../../domain/lesson-time.ts';
import { checkOutage } from '../../../domain/outage.ts';
import { BranchCopy } from '../../entities/branch-copy.ts';
import { Holiday } from '../../entities/holiday.ts';
import { Room } from '../../entities/room.ts';
import { RoomClosure } from '../../entities/room-closure.ts';
import { Teacher } from '../../entities/teacher.ts';
import { TeacherAbsence } from '../../entities/teacher-absence.ts';
import { lessonsWithin } from '../lessons.ts';
import type { Asker } from './asked-lesson.ts';
import { type ClassAdded, classAdded } from './class-added.ts';
import type { FoundDisruption } from './found-disruption.ts';
import { type LessonMoved, lessonMoved } from './lesson-moved.ts';
import { there } from './there.ts';

type Maybe<Value> = Value | null | undefined;
interface Gone {
  from: Date;
  /** Not included. */
  to: Date;
}

/** What happens to the school; exactly one. */
export interface DisruptionAsked {
  teacherGone?: Maybe<Gone & { teacherId: string }>;
  teacherAbsenceId?: Maybe<string>;
  roomGone?: Maybe<Gone & { roomId: string }>;
  roomClosureId?: Maybe<string>;
  branchGone?: Maybe<Gone & { branchId: string }>;
  holidayId?: Maybe<string>;
  newHoliday?: Maybe<{ branchId: string; firstDay: string; lastDay: string; insteadOfHolidayId?: Maybe<string> }>;
  lessonMoved?: Maybe<LessonMoved>;
  classAdded?: Maybe<ClassAdded>;
}

type Find = (
  em: SqlEntityManager,
  asked: DisruptionAsked,
  branchId: string | null,
  asker: Asker,
) => Promise<FoundDisruption | null>;
type Given<Kind extends DisruptionKind> = NonNullable<DisruptionAsked[Kind]>;

/** Throws ONE_DISRUPTION, SEVERAL_BRANCHES, INVALID_OUTAGE, INVALID_HOLIDAY, and `…_NOT_FOUND` of what it names. */
export const findDisruption: Find = (em, asked, branchId, asker) =>
  FIND[onlyDisruption(asked)](em, asked, branchId, asker);

const FIND: Record<DisruptionKind, Find> = {
  async teacherGone(em, asked, branchId, asker) {
    const { teacherId, ...span } = asked.teacherGone as Given<'teacherGone'>;
    await there('Teacher', teacherId, em.findOne(Teacher, { id: teacherId }));
    return teacherGone(em, teacherId, { time: checkOutage(span, asker.now), branchId }, asker);
  },
  async teacherAbsenceId(em, asked, branchId, asker) {
    const id = asked.teacherAbsenceId as string;
    const { teacherId, ...time } = await there('TeacherAbsence', id, em.findOne(TeacherAbsence, { id }));
    return teacherGone(em, teacherId, { time, branchId }, asker);
  },
  async roomGone(em, asked, _, asker) {
    const { roomId, ...span } = asked.roomGone as Given<'roomGone'>;
    const room = await there('Room', roomId, em.findOne(Room, { id: roomId }));
    return roomGone(roomId, room.branchId, checkOutage(span, asker.now));
  },
  async roomClosureId(em, asked) {
    const id = asked.roomClosureId as string;
    const { roomId, branchId, ...time } = await there('RoomClosure', id, em.findOne(RoomClosure, { id }));
    return roomGone(roomId, branchId, time);
  },
  async branchGone(em, asked, _, asker) {
    const { branchId, ...span } = asked.branchGone as Given<'branchGone'>;
    await there('Branch', branchId, em.findOne(BranchCopy, { branchId }));
    return branchGone(branchId, checkOutage(span, asker.now));
  },
  async holidayId(em, asked, branchId) {
    const id = asked.holidayId as string;
    const holiday = await there('Holiday', id, em.findOne(Holiday, { id }));
    const branches = holiday.branchId ? [holiday.branchId] : await branchIds(em);
    return closedDays(em, onlyBranch(branches, branchId) ?? '', holiday);
  },
  async newHoliday(em, asked) {
    const { branchId, insteadOfHolidayId, ...days } = asked.newHoliday as Given<'newHoliday'>;
    if (insteadOfHolidayId) await there('Holiday', insteadOfHolidayId, em.findOne(Holiday, { id: insteadOfHolidayId }));
    return { ...(await closedDays(em, branchId, checkHolidayDays(days))), withoutHolidayId: insteadOfHolidayId };
  },
  lessonMoved: (em, asked, _, asker) => lessonMoved(em, asked.lessonMoved as Given<'lessonMoved'>, asker.now),
  classAdded: (em, asked, _, asker) => classAdded(em, asked.classAdded as Given<'classAdded'>, asker.now),
};

async function teacherGone(
  em: SqlEntityManager,
  teacherId: string,
  { time, branchId }: { time: LessonTime; branchId: string | null },
  { now }: Asker,
): Promise<FoundDisruption | null> {
  const lessons = await lessonsWithin(em, { teacherId }, time, now);
  const branch = onlyBranch([...new Set(lessons.map((lesson) => lesson.branchId))], branchId);
  const disruption: FoundDisruption['disruption'] = ({ clock }) => ({
    ...{ kind: 'TEACHER_GONE', teacherId, span: clock.spanOf(time) },
  });
  return branch === null ? null : { branchId: branch, time, teacherIds: [teacherId], disruption };
}

const roomGone = (roomId: string, branchId: string, time: LessonTime): FoundDisruption => ({
  ...{ branchId, time, teacherIds: [] },
  disruption: ({ clock }) => ({ kind: 'ROOM_GONE', roomId, span: clock.spanOf(time) }),
});

const branchGone = (branchId: string, time: LessonTime): FoundDisruption => ({
  ...{ branchId, time, teacherIds: [] },
  disruption: ({ clock }) => ({ kind: 'BRANCH_GONE', branchId, span: clock.spanOf(time) }),
});

async function closedDays(
  em: SqlEntityManager,
  branchId: string,
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
): Promise<FoundDisruption> {
  const { timeZone: zone } = await there('Branch', branchId, em.findOne(BranchCopy, { branchId }));
  return branchGone(branchId, {
    startsAt: DateTime.fromISO(firstDay, { zone }).toJSDate(),
    endsAt: DateTime.fromISO(lastDay, { zone }).plus({ days: 1 }).toJSDate(),
  });
}

const branchIds = async (em: SqlEntityManager): Promise<string[]> =>
  (await em.findAll(BranchCopy)).map(({ branchId }) => branchId);
