import { lessonCancelled } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { releaseAll } from '../persistence/queries/bookings.ts';
import { lessonFacts } from './lesson-facts.ts';
import { closeLine } from './wait-list-entry.ts';

/**
 * Closes a class that is locked and that nobody attends from `at` on: its lessons that begin then or later are cancelled, one that
 * runs is held to its end. Returns how many were cancelled.
 */
export async function shutClassGroup(
  unit: UnitOfWork,
  group: ClassGroup,
  { at, reason }: { at: Date; reason: string },
): Promise<number> {
  const { em, now } = unit;
  const lessons = await em.find(
    ScheduledLesson,
    { classGroupId: group.id, status: 'SCHEDULED', startsAt: { $gte: at } },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );
  for (const lesson of lessons) {
    em.assign(lesson, { status: 'CANCELLED', changeReason: reason });
    unit.record(lessonCancelled, lesson, { ...lessonFacts(lesson), reason });
  }
  await releaseAll(
    em,
    lessons.map(({ id }) => id),
  );
  await closeLine(unit, group);
  em.assign(group, { status: 'CLOSED', closedAt: now });
  return lessons.length;
}
