import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import type { WaivableRule } from '../domain/availability.ts';
import type { LessonChange } from '../domain/lesson.ts';
import { checkClassOf, type RepairChangeKind } from '../domain/repair-change.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { type Booking, bookingsOfLessons, queueFor } from '../persistence/queries/bookings.ts';
import { studentsAt } from '../persistence/queries/lessons.ts';
import { bookingsOf } from './book-resources.ts';
import { found } from './found.ts';

/** One lesson of a plan, its class locked. */
export interface PlannedChange {
  kind: RepairChangeKind;
  /** Of the lesson, or of the one that will be there. */
  id: string;
  group: ClassGroup;
  /** Null: is not there yet. */
  lesson: ScheduledLesson | null;
  /** Null: is cancelled. */
  after: LessonChange | null;
  /** What was set aside for the hour at which it stays. */
  waivedRules: WaivableRule[];
  /** What it takes now, and what it would take. */
  held: Booking[];
  wanted: Booking[];
}

interface Wanted {
  kind: RepairChangeKind;
  classGroupId: string;
  scheduledLessonId?: string | null | undefined;
  after?: LessonChange | null | undefined;
}

/**
 * The lessons of a plan, and what they take and would take: their classes locked in order, and then all rooms, teachers and students queued
 * for. Throws CLASS_GROUP_NOT_FOUND, SCHEDULED_LESSON_NOT_FOUND, INVALID_REPAIR_CHANGE.
 */
export async function planChanges(unit: UnitOfWork, wanted: readonly Wanted[]): Promise<PlannedChange[]> {
  const { em } = unit;
  const ids = wanted.flatMap(({ scheduledLessonId }) => scheduledLessonId ?? []);
  const earlier = await em.find(ScheduledLesson, { id: { $in: ids } }, { disableIdentityMap: true });
  const classOf = new Map(earlier.map(({ id, classGroupId }) => [id, classGroupId]));
  const groups = await lockClasses(unit, [
    ...classOf.values(),
    ...wanted.filter(({ kind }) => kind === 'SCHEDULE').map(({ classGroupId }) => classGroupId),
  ]);
  // As they are now that nobody else changes them.
  const lessons = new Map((await em.find(ScheduledLesson, { id: { $in: ids } })).map((lesson) => [lesson.id, lesson]));
  const studentIdsAt = new Map<string, Awaited<ReturnType<typeof studentsAt>>>();
  for (const id of groups.keys()) studentIdsAt.set(id, await studentsAt(em, id));
  const held = Map.groupBy(await bookingsOfLessons(em, ids), ({ scheduledLessonId }) => scheduledLessonId);
  const planned: PlannedChange[] = [];
  for (const [index, { kind, classGroupId, scheduledLessonId, after = null }] of wanted.entries()) {
    const lesson = scheduledLessonId ? await present('ScheduledLesson', scheduledLessonId, lessons) : null;
    if (lesson) checkClassOf(index, classGroupId, lesson);
    const group = await present('ClassGroup', classGroupId, groups);
    const students = (time: LessonChange) => studentIdsAt.get(group.id)?.(time) ?? [];
    const id = lesson?.id ?? newId();
    planned.push({
      ...{ kind, id, group, lesson, after },
      waivedRules: lesson && after && isAtItsHour(lesson, after) ? lesson.waivedRules : [],
      held: held.get(id) ?? [],
      wanted: after ? bookingsOf({ id, ...after }, students(after)) : [],
    });
  }
  await queueFor(
    em,
    planned.flatMap((change) => [...change.held, ...change.wanted]),
  );
  return planned;
}

const present = <Row>(type: string, id: string, rows: ReadonlyMap<string, Row>): Promise<Row> =>
  found(type, id, Promise.resolve(rows.get(id) ?? null));

async function lockClasses({ em }: UnitOfWork, ids: readonly string[]): Promise<Map<string, ClassGroup>> {
  const groups = await em.find(
    ClassGroup,
    { id: { $in: [...new Set(ids)] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  return new Map(groups.map((group) => [group.id, group]));
}

const isAtItsHour = (before: LessonChange, after: LessonChange): boolean =>
  before.startsAt.getTime() === after.startsAt.getTime() && before.endsAt.getTime() === after.endsAt.getTime();
