import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { attends } from '../../domain/roster.ts';
import { AttendanceRecord } from '../entities/attendance-record.ts';
import type { LessonCopy } from '../entities/lesson-copy.ts';

/** What a roll is decided on for one student of the lesson. */
export interface Seat {
  studentId: string;
  guardianId: string;
  record: AttendanceRecord | null;
  leaveRequestedAt: Date | null;
}

interface SeatRow {
  studentId: string;
  guardianId: string;
  enrolledAt: string;
  withdrawnAt: string | null;
  suspensions: { startsAt: string; endsAt: string | null }[] | null;
  leaveRequestedAt: string | null;
  recordId: string | null;
}

const SEATS = `
select enrollment.student_id as "studentId", enrollment.guardian_id as "guardianId", enrollment.enrolled_at as "enrolledAt",
  enrollment.withdrawn_at as "withdrawnAt",
  (select jsonb_agg(jsonb_build_object('startsAt', starts_at, 'endsAt', ends_at)) from suspension_copy where enrollment_id = enrollment.id) as suspensions,
  leave.requested_at as "leaveRequestedAt", record.id as "recordId"
from enrollment_copy enrollment
left join leave_request leave on leave.scheduled_lesson_id = ? and leave.student_id = enrollment.student_id
left join attendance_record record on record.scheduled_lesson_id = ? and record.student_id = enrollment.student_id
where enrollment.class_group_id = ? and enrollment.student_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
order by enrollment.id`;

/**
 * Those of the students who are on the lesson's roster (as `rosterOf` has it), by student: in one round trip, and one more where
 * something is recorded already.
 */
export async function seatsOf(
  em: SqlEntityManager,
  lesson: LessonCopy,
  studentIds: readonly string[],
): Promise<ReadonlyMap<string, Seat>> {
  const values = [lesson.id, lesson.id, lesson.classGroupId, JSON.stringify(studentIds)];
  const rows = await em.execute<SeatRow[]>(SEATS, values);
  const recordIds = rows.flatMap(({ recordId }) => recordId ?? []);
  const records = recordIds.length === 0 ? [] : await em.find(AttendanceRecord, { id: { $in: recordIds } });
  const byId = new Map(records.map((record) => [record.id, record]));
  return new Map(
    rows
      .filter((row) => row.recordId !== null || attends(stayOf(row), lesson))
      .map(({ studentId, guardianId, recordId, leaveRequestedAt }) => [
        studentId,
        {
          studentId,
          guardianId,
          record: recordId === null ? null : (byId.get(recordId) ?? null),
          leaveRequestedAt: instant(leaveRequestedAt),
        },
      ]),
  );
}

const instant = (at: string | null): Date | null => (at === null ? null : new Date(at));

const stayOf = ({ enrolledAt, withdrawnAt, suspensions }: SeatRow) => ({
  enrolledAt: new Date(enrolledAt),
  withdrawnAt: instant(withdrawnAt),
  suspensions: (suspensions ?? []).map(({ startsAt, endsAt }) => ({
    startsAt: new Date(startsAt),
    endsAt: instant(endsAt),
  })),
});
