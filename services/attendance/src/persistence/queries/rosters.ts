import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { attends } from '../../domain/roster.ts';
import { AttendanceRecord } from '../entities/attendance-record.ts';
import { EnrollmentCopy } from '../entities/enrollment-copy.ts';
import { LeaveRequest } from '../entities/leave-request.ts';
import { LessonCopy } from '../entities/lesson-copy.ts';
import { SuspensionCopy } from '../entities/suspension-copy.ts';

/** The order of a Chinese class list; other scripts follow their own alphabet. */
const byPinyin = new Intl.Collator('zh-CN');

/** One student on a lesson's roster. */
export interface RosterLine {
  studentId: string;
  guardianId: string;
  studentName: string;
  record: AttendanceRecord | null;
  leaveRequest: LeaveRequest | null;
}

/** A lesson's roster by name: who is in the class then, and whoever has a record. */
export async function rosterOf(em: SqlEntityManager, lesson: LessonCopy): Promise<RosterLine[]> {
  const [lines = []] = await rostersOf(em, [lesson]);
  return lines;
}

/** The rosters of lessons by id; an empty one where the lesson is not visible. */
export async function rostersById(em: SqlEntityManager, ids: readonly string[]): Promise<RosterLine[][]> {
  const lessons = await em.find(LessonCopy, { id: { $in: [...ids] } });
  const rosters = await rostersOf(em, lessons);
  const byId = new Map(lessons.map(({ id }, index) => [id, rosters[index] ?? []]));
  return ids.map((id) => byId.get(id) ?? []);
}

async function rostersOf(em: SqlEntityManager, lessons: readonly LessonCopy[]): Promise<RosterLine[][]> {
  const ofLessons = { scheduledLessonId: { $in: lessons.map(({ id }) => id) } };
  const enrollments = await em.find(
    EnrollmentCopy,
    { classGroupId: { $in: [...new Set(lessons.map(({ classGroupId }) => classGroupId))] } },
    { orderBy: { id: 'asc' } },
  );
  const suspensions = await em.find(SuspensionCopy, { enrollmentId: { $in: enrollments.map(({ id }) => id) } });
  const suspensionsOf = Map.groupBy(suspensions, ({ enrollmentId }) => enrollmentId);
  const records = keyed(await em.find(AttendanceRecord, ofLessons));
  const leaveRequests = keyed(await em.find(LeaveRequest, ofLessons));
  return lessons.map((lesson) => {
    const lines = new Map<string, RosterLine>();
    for (const enrollment of enrollments) {
      const { studentId, guardianId, studentName, enrolledAt } = enrollment;
      const record = records.get(`${lesson.id} ${studentId}`) ?? null;
      const away = (suspensionsOf.get(enrollment.id) ?? []).map(({ startsAt, endsAt = null }) => ({
        startsAt,
        endsAt,
      }));
      const stay = { enrolledAt, withdrawnAt: enrollment.withdrawnAt ?? null, suspensions: away };
      if (enrollment.classGroupId !== lesson.classGroupId || (!record && !attends(stay, lesson))) continue;
      const leaveRequest = leaveRequests.get(`${lesson.id} ${studentId}`) ?? null;
      lines.set(studentId, { studentId, guardianId, studentName, record, leaveRequest });
    }
    return [...lines.values()].toSorted((a, b) => byPinyin.compare(a.studentName, b.studentName));
  });
}

const keyed = <Row extends { scheduledLessonId: string; studentId: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [`${row.scheduledLessonId} ${row.studentId}`, row]));
