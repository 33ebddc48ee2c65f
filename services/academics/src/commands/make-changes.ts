import { lessonCancelled, lessonRescheduled, lessonScheduled } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { type AppliedChange, keptPlace } from '../domain/repair-change.ts';
import { Course } from '../persistence/entities/course.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { bookResources } from './book-resources.ts';
import { lessonFacts } from './lesson-facts.ts';
import type { PlannedChange } from './plan-changes.ts';

/**
 * Makes the changes of a plan, whose lessons hold nothing any more, and tells of each lesson as if it had been changed alone. Returns them
 * as they are kept.
 */
export async function makeChanges(
  unit: UnitOfWork,
  branchId: string,
  changes: readonly PlannedChange[],
  reason: string,
): Promise<AppliedChange[]> {
  const { em } = unit;
  const before = new Map(changes.map(({ id, lesson }) => [id, lesson ? keptPlace(lesson) : null]));
  await leaveTheirTimes(unit, changes);
  const lessons = new Map<string, ScheduledLesson>();
  for (const change of changes) lessons.set(change.id, await made(unit, change, reason));
  await bookResources(
    unit,
    branchId,
    changes.flatMap(({ wanted }) => wanted),
  );
  for (const { id, kind } of changes) {
    const lesson = lessons.get(id) as ScheduledLesson;
    const facts = lessonFacts(lesson);
    const was = before.get(id);
    if (kind === 'SCHEDULE') unit.record(lessonScheduled, lesson, facts);
    if (kind === 'CANCEL') unit.record(lessonCancelled, lesson, { ...facts, reason });
    if (kind === 'RESCHEDULE' && was) {
      const previous = { previousStartsAt: was.startsAt, previousEndsAt: was.endsAt };
      unit.record(lessonRescheduled, lesson, { ...facts, ...previous, reason });
    }
  }
  await em.flush();
  return changes.map(({ id, kind, group, after }) => ({
    ...{ kind, scheduledLessonId: id, classGroupId: group.id, version: lessons.get(id)?.version ?? 1 },
    ...{ before: before.get(id) ?? null, after: after && keptPlace(after) },
  }));
}

/** Two lessons of a class that change places would be at once for a moment, which the database refuses: first all leave. */
async function leaveTheirTimes({ em }: UnitOfWork, changes: readonly PlannedChange[]): Promise<void> {
  for (const { lesson } of changes) if (lesson) lesson.status = 'CANCELLED';
  await em.flush();
}

async function made(
  { em, principal, now }: UnitOfWork,
  { id, kind, group, lesson, after, waivedRules }: PlannedChange,
  reason: string,
): Promise<ScheduledLesson> {
  if (lesson) {
    if (kind === 'CANCEL') return em.assign(lesson, { changeReason: reason });
    return em.assign(lesson, { ...after, status: 'SCHEDULED', waivedRules, changeReason: reason });
  }
  if (!after) throw new Error(`Lesson ${id} is to be nowhere.`);
  const course = await em.findOneOrFail(Course, { id: group.courseId });
  return em.create(ScheduledLesson, {
    ...{ id, organizationId: principal.organizationId, createdAt: now, ...after },
    ...{ branchId: group.branchId, classGroupId: group.id, courseId: course.id },
    lessonHundredths: course.lessonHundredths,
  });
}
