import type { Cursor, FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Delivery } from '../entities/delivery.ts';

const SAME = ['branchId', 'status', 'templateKey', 'guardianId', 'studentId'] as const;

/** Which deliveries; what is null or left out does not narrow. */
export type DeliveryCriteria = { [Key in (typeof SAME)[number]]?: Delivery[Key] | null | undefined } & {
  scheduledLessonId?: string | null | undefined;
  timetableRunId?: string | null | undefined;
  isRead?: boolean | null | undefined;
};

/** A page of deliveries, the newest first. */
export function deliveriesPage(
  em: SqlEntityManager,
  page: { first: number; after?: string },
  criteria: DeliveryCriteria,
): Promise<Cursor<Delivery>> {
  const conditions: FilterQuery<Delivery>[] = SAME.flatMap((key) => {
    const value = criteria[key];
    return value === null || value === undefined ? [] : [{ [key]: value }];
  });
  for (const aboutId of [criteria.scheduledLessonId, criteria.timetableRunId])
    if (aboutId) conditions.push({ aboutId });
  if (typeof criteria.isRead === 'boolean') conditions.push({ readAt: criteria.isRead ? { $ne: null } : null });
  const where: FilterQuery<Delivery> = { $and: conditions };
  return em.findByCursor(Delivery, { ...page, where, orderBy: { createdAt: 'desc', id: 'desc' } });
}
