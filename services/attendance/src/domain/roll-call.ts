import { conflict, type DomainError, invalid } from '@campusgraph/errors';
import type { AttendanceStatus } from './status.ts';

/** The first students are in the room before the lesson begins. */
export const ROLL_OPENS_MINUTES_BEFORE = 30;
const MAX_MINUTES_LATE = 720;
const MINUTE_MS = 60_000;

interface Lesson {
  id: string;
  startsAt: Date;
  status: 'SCHEDULED' | 'CANCELLED';
}

/** Throws LESSON_CANCELLED, or LESSON_NOT_STARTED earlier than 30 minutes before it begins. */
export function checkRollOpen({ id, startsAt, status }: Lesson, now: Date): void {
  if (status === 'CANCELLED') throw lessonCancelled(id);
  const opensAt = new Date(startsAt.getTime() - ROLL_OPENS_MINUTES_BEFORE * MINUTE_MS);
  if (now >= opensAt) return;
  throw conflict(
    'LESSON_NOT_STARTED',
    {
      en: `Lesson ${id} begins at ${startsAt.toISOString()}; its roll can be taken from ${opensAt.toISOString()}.`,
      'zh-CN': `课次 ${id} 于 ${startsAt.toISOString()} 开始,最早可在 ${opensAt.toISOString()} 点名。`,
    },
    { scheduledLessonId: id, opensAt: opensAt.toISOString() },
  );
}

export const lessonCancelled = (id: string): DomainError =>
  conflict(
    'LESSON_CANCELLED',
    { en: `Lesson ${id} was cancelled; there is nothing to record.`, 'zh-CN': `课次 ${id} 已取消,无需记录考勤。` },
    { scheduledLessonId: id },
  );

/** One line of a roll. Without a status: LEAVE for who asked for leave, PRESENT for everyone else. */
export interface RollEntry {
  studentId: string;
  status?: AttendanceStatus | null | undefined;
  minutesLate?: number | null | undefined;
  note?: string | null | undefined;
}

/** What is known already of that student and lesson. */
export interface Recorded {
  id: string;
  status: AttendanceStatus;
  minutesLate: number | null;
  /** What the roll call said, before any correction: the same roll that comes late must not undo or trip over one. */
  rollStatus: AttendanceStatus;
  rollMinutesLate: number | null;
}

export interface Mark {
  status: AttendanceStatus;
  /** Only for LATE, and only where it was told. */
  minutesLate: number | null;
}

/** The status that a student has unless the teacher says otherwise. */
export const suggestedStatus = (askedForLeave: boolean): AttendanceStatus => (askedForLeave ? 'LEAVE' : 'PRESENT');

/**
 * What a line of a roll means, or null when it says what is recorded already. Throws ATTENDANCE_ALREADY_RECORDED for
 * another status, LEAVE_NOT_REQUESTED, INVALID_MINUTES_LATE.
 */
export function mark(entry: RollEntry, askedForLeave: boolean, recorded: Recorded | null): Mark | null {
  if (recorded && !entry.status) return null;
  const status = entry.status ?? suggestedStatus(askedForLeave);
  const minutesLate = entry.minutesLate ?? null;
  checkMinutesLate(status, minutesLate);
  if (!recorded) {
    checkLeaveRequested(entry.studentId, status, askedForLeave);
    return { status, minutesLate };
  }
  const same = (was: Mark): boolean =>
    was.status === status && (minutesLate === null || was.minutesLate === minutesLate);
  const roll = { status: recorded.rollStatus, minutesLate: recorded.rollMinutesLate };
  if (same(recorded) || same(roll)) return null;
  throw conflict(
    'ATTENDANCE_ALREADY_RECORDED',
    {
      en: `Student ${entry.studentId} is recorded as ${print(recorded)} already, not ${print({ status, minutesLate })}. Use correctAttendance, which keeps the history.`,
      'zh-CN': `学员 ${entry.studentId} 已记录为 ${print(recorded)},与 ${print({ status, minutesLate })} 不同。请使用 correctAttendance 更正,系统会保留历史。`,
    },
    { studentId: entry.studentId, attendanceRecordId: recorded.id, recordedStatus: recorded.status, status },
  );
}

/** Throws LEAVE_NOT_REQUESTED: leave is the family's word, not the teacher's guess. */
export function checkLeaveRequested(studentId: string, status: AttendanceStatus, askedForLeave: boolean): void {
  if (status !== 'LEAVE' || askedForLeave) return;
  throw invalid(
    'LEAVE_NOT_REQUESTED',
    {
      en: `Nobody asked for leave for student ${studentId}. Record NO_SHOW, or LEAVE after a leave request.`,
      'zh-CN': `学员 ${studentId} 没有请假申请,请记录为 NO_SHOW(旷课),或先提交请假再记录 LEAVE。`,
    },
    { studentId, status, suggestedStatus: 'NO_SHOW' },
  );
}

/** Throws INVALID_MINUTES_LATE: 1 to 720, and only for LATE. */
export function checkMinutesLate(status: AttendanceStatus, minutesLate: number | null): void {
  if (minutesLate === null) return;
  if (status === 'LATE' && minutesLate >= 1 && minutesLate <= MAX_MINUTES_LATE) return;
  throw invalid(
    'INVALID_MINUTES_LATE',
    {
      en: `minutesLate goes with LATE and is 1 to ${MAX_MINUTES_LATE}, not ${minutesLate} with ${status}.`,
      'zh-CN': `minutesLate 仅用于 LATE,取值 1 到 ${MAX_MINUTES_LATE};收到 ${status} 与 ${minutesLate}。`,
    },
    { status, minutesLate },
  );
}

const print = ({ status, minutesLate }: Mark): string =>
  minutesLate === null ? status : `${status} (${minutesLate} min)`;

/** One line per student. Throws INVALID_ROLL for an empty roll, more than 500 lines, or a student named twice. */
export function checkRoll(entries: readonly RollEntry[]): void {
  const seen = new Set<string>();
  const twice = entries.find(({ studentId }) => seen.size === seen.add(studentId).size);
  if (!twice && entries.length >= 1 && entries.length <= 500) return;
  throw invalid(
    'INVALID_ROLL',
    twice
      ? {
          en: `Student ${twice.studentId} stands twice in the roll. Send one line per student.`,
          'zh-CN': `点名表中学员 ${twice.studentId} 出现两次,每名学员只能有一行。`,
        }
      : {
          en: `A roll has 1 to 500 lines in entries, not ${entries.length}.`,
          'zh-CN': `点名表(entries)须有 1 到 500 行,收到 ${entries.length} 行。`,
        },
    { lines: entries.length, ...(twice && { studentId: twice.studentId }) },
  );
}

/** NOT_ON_ROSTER: who is not in the class then has nothing to record and no leave to ask for. */
export const notOnRoster = (studentId: string, scheduledLessonId: string): DomainError =>
  invalid(
    'NOT_ON_ROSTER',
    {
      en: `Student ${studentId} is not expected at lesson ${scheduledLessonId}. Enrol the student in the class, or resume the enrolment, first.`,
      'zh-CN': `学员 ${studentId} 不在课次 ${scheduledLessonId} 的名单中,请先办理入班或复课。`,
    },
    { studentId, scheduledLessonId },
  );
