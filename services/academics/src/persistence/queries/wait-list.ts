import type { Database } from '@campusgraph/persistence';
import type { Cursor } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { IN_LINE } from '../../domain/wait-list.ts';
import { WaitListEntry } from '../entities/wait-list-entry.ts';
import { inOrder } from './by-id.ts';

export const waitListEntriesById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(WaitListEntry, { id: { $in: [...ids] } }));

/** Who stands in line for a class, the first in line first. */
export const waitListOf = (
  em: SqlEntityManager,
  paging: { first: number; after?: string },
  classGroupId: string,
): Promise<Cursor<WaitListEntry>> =>
  em.findByCursor(WaitListEntry, {
    ...paging,
    where: { classGroupId, status: { $in: [...IN_LINE] } },
    orderBy: { place: 'asc', id: 'asc' },
  });

/** All of each student's, also those that ended; the newest first. */
export async function waitListEntriesOfStudents(
  em: SqlEntityManager,
  studentIds: readonly string[],
): Promise<WaitListEntry[][]> {
  const entries = await em.find(
    WaitListEntry,
    { studentId: { $in: [...studentIds] } },
    { orderBy: { createdAt: 'desc', id: 'desc' } },
  );
  return studentIds.map((id) => entries.filter(({ studentId }) => studentId === id));
}

/** The student's place in line of a class that is locked, if any. */
export const entryInLine = (
  em: SqlEntityManager,
  { classGroupId, studentId }: { classGroupId: string; studentId: string },
): Promise<WaitListEntry | null> =>
  em.findOne(WaitListEntry, { classGroupId, studentId, status: { $in: [...IN_LINE] } });

export interface ClassWithLine {
  classGroupId: string;
  organizationId: string;
}

/** Classes of every organization in which an offer's deadline has passed, the longest ago first. */
export const classesWithLapsedOffers = (database: Database, now: Date, limit: number): Promise<ClassWithLine[]> =>
  database.system(async (client) => {
    const { rows } = await client.query<ClassWithLine>(
      `select class_group_id as "classGroupId", organization_id as "organizationId" from wait_list_entry
       where status = 'OFFERED' and offer_ends_at <= $1 group by 1, 2 order by min(offer_ends_at), 1 limit $2`,
      [now, limit],
    );
    return rows;
  });

/** Classes of every organization for which somebody waits, after that id. */
export const classesWithLine = (database: Database, after: string, limit: number): Promise<ClassWithLine[]> =>
  database.system(async (client) => {
    const { rows } = await client.query<ClassWithLine>(
      `select distinct class_group_id as "classGroupId", organization_id as "organizationId" from wait_list_entry
       where status = 'WAITING' and class_group_id > $1 order by 1 limit $2`,
      [after, limit],
    );
    return rows;
  });
