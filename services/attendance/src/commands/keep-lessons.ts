import type { EventData, EventEnvelope, lessonScheduled } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import * as copies from '../persistence/copies.ts';

/** Keeps lessons as academics told them. A lesson belongs to a branch; a fact without one cannot be kept. */
export async function keepLessons(
  { em, principal }: UnitOfWork,
  events: readonly EventEnvelope<EventData<typeof lessonScheduled>>[],
  status: copies.ToldLesson['status'],
): Promise<void> {
  const told = events.map(({ data, branchId, aggregateVersion }) => {
    if (branchId === null) throw new Error('A lesson belongs to a branch.');
    return { ...data, branchId, status, version: aggregateVersion };
  });
  await copies.keepLessons(em, principal.organizationId, told);
}
