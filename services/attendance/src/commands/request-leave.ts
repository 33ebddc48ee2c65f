import { leaveRequested } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkLeaveTime } from '../domain/leave.ts';
import { notOnRoster } from '../domain/roll-call.ts';
import { checkText } from '../domain/text.ts';
import type { AttendanceRecord } from '../persistence/entities/attendance-record.ts';
import { LeaveRequest } from '../persistence/entities/leave-request.ts';
import { rosterOf } from '../persistence/queries/rosters.ts';
import { lockLesson } from './lock-lesson.ts';

export interface RequestLeave {
  studentId: string;
  scheduledLessonId: string;
  reason: string;
}

/**
 * A family's word that the student will not come (C31); asked for twice, it is the first request. Throws LEAVE_TOO_LATE,
 * NOT_ON_ROSTER, LESSON_CANCELLED, ATTENDANCE_ALREADY_RECORDED, INVALID_TEXT, SCHEDULED_LESSON_NOT_FOUND.
 */
export async function requestLeave(unit: UnitOfWork, input: RequestLeave): Promise<LeaveRequest> {
  const { em, principal, now } = unit;
  const { studentId, scheduledLessonId } = input;
  const lesson = await lockLesson(unit, scheduledLessonId);
  // A guardian sees the own children only, so a stranger's child is on no roster.
  const line = (await rosterOf(em, lesson)).find((one) => one.studentId === studentId);
  if (!line) throw notOnRoster(studentId, scheduledLessonId);
  if (line.leaveRequest) return line.leaveRequest;
  checkLeaveTime(lesson, now);
  if (line.record) throw alreadyRecorded(line.record);
  const reason = checkText('reason', input.reason);
  const leaveRequest = em.create(LeaveRequest, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId: lesson.branchId,
    studentId,
    guardianId: line.guardianId,
    scheduledLessonId,
    reason,
    requestedAt: now,
    requestedBy: principal.subject,
  });
  unit.record(leaveRequested, leaveRequest, {
    leaveRequestId: leaveRequest.id,
    studentId,
    guardianId: line.guardianId,
    scheduledLessonId,
    requestedAt: now.toISOString(),
    reason,
  });
  return leaveRequest;
}

const alreadyRecorded = ({ id, studentId, status }: AttendanceRecord) =>
  conflict(
    'ATTENDANCE_ALREADY_RECORDED',
    {
      en: `The roll was taken already and says ${status}. Ask the front desk to correct it.`,
      'zh-CN': `该课次已点名,记录为 ${status},如有误请联系前台更正。`,
    },
    { attendanceRecordId: id, studentId, recordedStatus: status },
  );
