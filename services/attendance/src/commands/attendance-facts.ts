import type { AttendanceRecord } from '../persistence/entities/attendance-record.ts';

/** What every event of a record tells: all that billing needs to post it. */
export const attendanceFacts = (record: AttendanceRecord) => ({
  attendanceRecordId: record.id,
  revision: record.revision,
  studentId: record.studentId,
  guardianId: record.guardianId,
  scheduledLessonId: record.scheduledLessonId,
  classGroupId: record.classGroupId,
  courseId: record.courseId,
  teacherId: record.teacherId,
  status: record.status,
  lessonStartsAt: record.lessonStartsAt.toISOString(),
  lessonHundredths: record.lessonHundredths,
  leaveRequestedAt: record.leaveRequestedAt?.toISOString() ?? null,
  recordedAt: record.recordedAt.toISOString(),
});
