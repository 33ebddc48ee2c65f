import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { lessonDay } from '../../domain/teacher-pay.ts';
import { BranchCopy } from '../entities/branch-copy.ts';
import { TeacherPayLine } from '../entities/teacher-pay-line.ts';
import { DEFAULT_ZONE } from './time-zone.ts';

const DAY_MS = 86_400_000;

/** A teacher's lines of lessons from one day to another, both included, each day in the zone of the lesson's branch. */
export async function payLinesOfDays(
  em: SqlEntityManager,
  teacherId: string,
  { from, to }: { from: string; to: string },
): Promise<TeacherPayLine[]> {
  // A day is at most 14 hours from UTC's: what is around is read, and judged in its branch's zone.
  const around = {
    $gte: new Date(Date.parse(`${from}T00:00:00Z`) - DAY_MS),
    $lt: new Date(Date.parse(`${to}T00:00:00Z`) + 2 * DAY_MS),
  };
  const lines = await em.find(
    TeacherPayLine,
    { teacherId, lessonStartsAt: around },
    { orderBy: { lessonStartsAt: 'asc', id: 'asc' } },
  );
  const branches = await em.find(BranchCopy, { branchId: { $in: [...new Set(lines.map((line) => line.branchId))] } });
  const zones = new Map(branches.map(({ branchId, timeZone }) => [branchId, timeZone]));
  return lines.filter((line) => {
    const timeZone = zones.get(line.branchId) ?? DEFAULT_ZONE;
    const day = lessonDay(line.lessonStartsAt, timeZone);
    return from <= day && day <= to;
  });
}
