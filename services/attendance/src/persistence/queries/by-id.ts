import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { AttendanceRecord } from '../entities/attendance-record.ts';
import { AttendanceRevision } from '../entities/attendance-revision.ts';
import { LeaveRequest } from '../entities/leave-request.ts';

type Ids = readonly string[];

/** In the order of `ids`; null where nothing is visible. */
const inOrder = <Row extends { id: string }>(ids: Ids, rows: readonly Row[]): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const recordsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(AttendanceRecord, { id: { $in: [...ids] } }));
export const leaveRequestsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(LeaveRequest, { id: { $in: [...ids] } }));

/** Every revision of each record, the first one first. */
export async function revisionsOfRecords(em: SqlEntityManager, recordIds: Ids): Promise<AttendanceRevision[][]> {
  const revisions = await em.find(
    AttendanceRevision,
    { attendanceRecordId: { $in: [...recordIds] } },
    { orderBy: { revision: 'asc' } },
  );
  return recordIds.map((id) => revisions.filter(({ attendanceRecordId }) => attendanceRecordId === id));
}
