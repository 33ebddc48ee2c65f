import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** A lesson as an event told it. */
export interface ToldLesson {
  scheduledLessonId: string;
  branchId: string;
  classGroupId: string;
  courseId: string;
  teacherId: string;
  startsAt: string;
  endsAt: string;
  lessonHundredths: number;
  status: 'SCHEDULED' | 'CANCELLED';
  /** The aggregate's version after that event. */
  version: number;
}

// A statement for a whole batch: a term's timetable arrives at once. Within it a lesson stands once, at its newest.
const KEEP_LESSONS = `
insert into lesson_copy (id, organization_id, branch_id, class_group_id, course_id, teacher_id, starts_at, ends_at, lesson_hundredths, status, copied_version)
select distinct on ("scheduledLessonId") "scheduledLessonId", ?, "branchId", "classGroupId", "courseId", "teacherId", "startsAt", "endsAt", "lessonHundredths", status, version
from jsonb_to_recordset(?::jsonb) as told ("scheduledLessonId" uuid, "branchId" uuid, "classGroupId" uuid, "courseId" uuid, "teacherId" uuid,
  "startsAt" timestamptz, "endsAt" timestamptz, "lessonHundredths" int, status text, version int)
order by "scheduledLessonId", version desc
on conflict (id) do update set teacher_id = excluded.teacher_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
  lesson_hundredths = excluded.lesson_hundredths, status = excluded.status, copied_version = excluded.copied_version
where lesson_copy.copied_version < excluded.copied_version`;

/** Keeps lessons as they were told; what is known newer stays. */
export const keepLessons = (em: SqlEntityManager, organizationId: string, lessons: readonly ToldLesson[]) =>
  em.execute(KEEP_LESSONS, [organizationId, JSON.stringify(lessons)]);

export interface ToldEnrollment {
  enrollmentId: string;
  branchId: string;
  studentId: string;
  guardianId: string;
  studentName: string;
  classGroupId: string;
  enrolledAt: string;
}

const KEEP_ENROLLMENTS = `
insert into enrollment_copy (id, organization_id, branch_id, student_id, guardian_id, student_name, class_group_id, enrolled_at)
select "enrollmentId", ?, "branchId", "studentId", "guardianId", "studentName", "classGroupId", "enrolledAt"
from jsonb_to_recordset(?::jsonb) as told ("enrollmentId" uuid, "branchId" uuid, "studentId" uuid, "guardianId" uuid, "studentName" text,
  "classGroupId" uuid, "enrolledAt" timestamptz)
on conflict (id) do nothing`;

/** Puts students on rosters; one that is there stays as it is. */
export const keepEnrollments = (em: SqlEntityManager, organizationId: string, enrollments: readonly ToldEnrollment[]) =>
  em.execute(KEEP_ENROLLMENTS, [organizationId, JSON.stringify(enrollments)]);

export interface ToldSuspension {
  enrollmentSuspensionId: string;
  branchId: string;
  enrollmentId: string;
  guardianId: string;
  startsAt: string;
  endsAt: string | null;
  /** The aggregate's version after that event. */
  version: number;
}

const KEEP_SUSPENSION = `
insert into suspension_copy (id, organization_id, branch_id, guardian_id, enrollment_id, starts_at, ends_at, copied_version)
values (?, ?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at, copied_version = excluded.copied_version
where suspension_copy.copied_version < excluded.copied_version`;

/** Keeps a suspension as it was told; what is known newer stays. */
export const keepSuspension = (em: SqlEntityManager, organizationId: string, told: ToldSuspension) =>
  em.execute(KEEP_SUSPENSION, [
    ...[told.enrollmentSuspensionId, organizationId, told.branchId, told.guardianId, told.enrollmentId],
    ...[told.startsAt, told.endsAt, told.version],
  ]);
