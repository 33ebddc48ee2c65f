import { invalid } from '@campusgraph/errors';
import { checkLeaveRequested, checkMinutesLate, type Mark } from './roll-call.ts';
import type { AttendanceStatus } from './status.ts';

interface Record {
  id: string;
  studentId: string;
  status: AttendanceStatus;
  minutesLate: number | null;
}

/** A correction is a new revision, never an edit. Throws NOTHING_TO_CHANGE, LEAVE_NOT_REQUESTED, INVALID_MINUTES_LATE. */
export function checkCorrection(record: Record, right: Mark, askedForLeave: boolean): void {
  checkMinutesLate(right.status, right.minutesLate);
  if (record.status === right.status && record.minutesLate === right.minutesLate) {
    throw invalid(
      'NOTHING_TO_CHANGE',
      {
        en: `The record says ${right.status} already.`,
        'zh-CN': `考勤记录已是 ${right.status},无需更正。`,
      },
      { attendanceRecordId: record.id, status: right.status },
    );
  }
  checkLeaveRequested(record.studentId, right.status, askedForLeave);
}
