import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { attendanceStatus, id, instant, lessonHundredths } from './fields.ts';

const record = {
  attendanceRecordId: id,
  /** 1 for the first record, one more for each correction; billing posts each revision once. */
  revision: z.number().int().positive(),
  studentId: id,
  guardianId: id,
  scheduledLessonId: id,
  classGroupId: id,
  courseId: id,
  /** Who taught: a substitute is paid, not the absent one. */
  teacherId: id,
  status: attendanceStatus,
  lessonStartsAt: instant,
  lessonHundredths,
  /** When leave was asked for, null when it was not; billing's policy decides whether that was in time. */
  leaveRequestedAt: instant.nullable(),
  recordedAt: instant,
};
/** Aggregate: AttendanceRecord. */
export const attendanceRecorded = defineEvent('attendance.attendance-record.recorded.v1', record);
/** Aggregate: AttendanceRecord. `status` is the right one now; billing reverses the former revision and posts this one. */
export const attendanceCorrected = defineEvent('attendance.attendance-record.corrected.v1', {
  ...record,
  previousStatus: attendanceStatus,
  reason: z.string(),
});
/** Aggregate: LeaveRequest. */
export const leaveRequested = defineEvent('attendance.leave-request.submitted.v1', {
  leaveRequestId: id,
  studentId: id,
  guardianId: id,
  scheduledLessonId: id,
  requestedAt: instant,
  reason: z.string(),
});
