import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AttendanceStatus } from '../../domain/status.ts';
import { type AttendanceSummary, summarize } from '../../domain/summary.ts';

export interface SummaryKey {
  studentId: string;
  /** Of lessons starting then or later; null: since ever. */
  from: Date | null;
  /** Of lessons starting before then; null: all. */
  to: Date | null;
}

const COUNT = `
select n, status, count(*)::int as count
from jsonb_to_recordset(?::jsonb) as asked (n int, student uuid, starts timestamptz, ends timestamptz)
join attendance_record on student_id = student and (starts is null or lesson_starts_at >= starts) and (ends is null or lesson_starts_at < ends)
group by n, status`;

/** How each student attended in a time. */
export async function summariesOfStudents(
  em: SqlEntityManager,
  keys: readonly SummaryKey[],
): Promise<AttendanceSummary[]> {
  const asked = keys.map(({ studentId, from, to }, n) => ({ n, student: studentId, starts: from, ends: to }));
  const rows = await em.execute<{ n: number; status: AttendanceStatus; count: number }[]>(COUNT, [
    JSON.stringify(asked),
  ]);
  return keys.map((_, n) =>
    summarize(new Map(rows.filter((row) => row.n === n).map(({ status, count }) => [status, count]))),
  );
}
