import { attendanceCorrected } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkCorrection } from '../domain/correction.ts';
import type { AttendanceStatus } from '../domain/status.ts';
import { checkText } from '../domain/text.ts';
import { AttendanceRecord } from '../persistence/entities/attendance-record.ts';
import { attendanceFacts } from './attendance-facts.ts';
import { found } from './found.ts';
import { addRevision } from './record-attendance.ts';

export interface CorrectAttendance {
  attendanceRecordId: string;
  status: AttendanceStatus;
  minutesLate?: number | null | undefined;
  reason: string;
}

/**
 * A new revision beside the former ones (C30). Throws NOTHING_TO_CHANGE, LEAVE_NOT_REQUESTED, INVALID_MINUTES_LATE,
 * INVALID_TEXT, ATTENDANCE_RECORD_NOT_FOUND.
 */
export async function correctAttendance(unit: UnitOfWork, input: CorrectAttendance): Promise<AttendanceRecord> {
  const { em } = unit;
  const id = input.attendanceRecordId;
  const record = await found(
    'AttendanceRecord',
    id,
    em.findOne(AttendanceRecord, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
  );
  const right = { status: input.status, minutesLate: input.minutesLate ?? null };
  const { studentId, status: previousStatus } = record;
  checkCorrection(
    { id, studentId, status: previousStatus, minutesLate: record.minutesLate ?? null },
    right,
    Boolean(record.leaveRequestedAt),
  );
  const reason = checkText('reason', input.reason);
  em.assign(record, { ...right, revision: record.revision + 1 });
  addRevision(unit, record, reason);
  unit.record(attendanceCorrected, record, { ...attendanceFacts(record), previousStatus, reason });
  return record;
}
