import { attendanceRecorded } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkRoll, checkRollOpen, type Mark, mark, notOnRoster, type RollEntry } from '../domain/roll-call.ts';
import { checkText } from '../domain/text.ts';
import { AttendanceRecord } from '../persistence/entities/attendance-record.ts';
import { AttendanceRevision } from '../persistence/entities/attendance-revision.ts';
import type { LessonCopy } from '../persistence/entities/lesson-copy.ts';
import { type Seat, seatsOf } from '../persistence/queries/seats.ts';
import { attendanceFacts } from './attendance-facts.ts';
import { lockLesson } from './lock-lesson.ts';

export interface RecordAttendance {
  scheduledLessonId: string;
  entries: readonly RollEntry[];
  deviceBatchId?: string | null | undefined;
}

export interface RecordedRoll {
  /** In the order of the entries. */
  records: AttendanceRecord[];
  recorded: number;
  unchanged: number;
}

/**
 * Takes a roll, all lines or none; what is recorded already is left alone. Throws LESSON_NOT_STARTED, LESSON_CANCELLED,
 * NOT_ON_ROSTER, ATTENDANCE_ALREADY_RECORDED, LEAVE_NOT_REQUESTED, INVALID_ROLL, INVALID_MINUTES_LATE.
 */
export async function recordAttendance(unit: UnitOfWork, input: RecordAttendance): Promise<RecordedRoll> {
  const { scheduledLessonId, entries } = input;
  checkRoll(entries);
  const lesson = await lockLesson(unit, scheduledLessonId);
  checkRollOpen(lesson, unit.now);
  const seats = await seatsOf(
    unit.em,
    lesson,
    entries.map(({ studentId }) => studentId),
  );
  let recorded = 0;
  const records = entries.map((entry) => {
    const seat = seats.get(entry.studentId);
    if (!seat) throw notOnRoster(entry.studentId, scheduledLessonId);
    const result = mark(entry, seat.leaveRequestedAt !== null, seat.record && rollOf(seat.record));
    if (seat.record && !result) return seat.record;
    if (!result) throw new Error('A student without a record gets one.');
    recorded += 1;
    return addRecord(unit, lesson, seat, { ...result, note: entry.note, deviceBatchId: input.deviceBatchId });
  });
  return { records, recorded, unchanged: records.length - recorded };
}

const rollOf = ({ id, status, minutesLate, rollStatus, rollMinutesLate }: AttendanceRecord) => ({
  id,
  status,
  minutesLate: minutesLate ?? null,
  rollStatus,
  rollMinutesLate: rollMinutesLate ?? null,
});

function addRecord(
  unit: UnitOfWork,
  lesson: LessonCopy,
  { studentId, guardianId, leaveRequestedAt }: Seat,
  entry: Mark & Pick<RollEntry, 'note'> & Pick<RecordAttendance, 'deviceBatchId'>,
): AttendanceRecord {
  const { em, principal, now } = unit;
  const { status, minutesLate } = entry;
  const shared = { organizationId: principal.organizationId, branchId: lesson.branchId, guardianId };
  const record = em.create(AttendanceRecord, {
    ...shared,
    id: newId(),
    createdAt: now,
    studentId,
    scheduledLessonId: lesson.id,
    classGroupId: lesson.classGroupId,
    courseId: lesson.courseId,
    teacherId: lesson.teacherId,
    lessonStartsAt: lesson.startsAt,
    lessonHundredths: lesson.lessonHundredths,
    status,
    minutesLate,
    rollStatus: status,
    rollMinutesLate: minutesLate,
    note: entry.note ? checkText('note', entry.note) : null,
    leaveRequestedAt,
    recordedAt: now,
    recordedBy: principal.subject,
    deviceBatchId: entry.deviceBatchId ? checkText('deviceBatchId', entry.deviceBatchId) : null,
    revision: 1,
  });
  addRevision(unit, record, null);
  unit.record(attendanceRecorded, record, attendanceFacts(record));
  return record;
}

/** Keeps for good what the record says now. */
export function addRevision({ em, principal, now }: UnitOfWork, record: AttendanceRecord, reason: string | null): void {
  em.create(AttendanceRevision, {
    organizationId: record.organizationId,
    branchId: record.branchId,
    guardianId: record.guardianId,
    attendanceRecordId: record.id,
    revision: record.revision,
    status: record.status,
    minutesLate: record.minutesLate ?? null,
    reason,
    at: now,
    by: principal.subject,
  });
}
