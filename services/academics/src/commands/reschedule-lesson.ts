import { lessonRescheduled } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import type { WaivableRule } from '../domain/availability.ts';
import { checkChange, checkChangeable } from '../domain/lesson.ts';
import { checkLessonTime } from '../domain/lesson-time.ts';
import { checkText } from '../domain/text.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { bookedStudents, queueFor, release } from '../persistence/queries/bookings.ts';
import { studentsAt } from '../persistence/queries/lessons.ts';
import { bookingsOf, bookResources } from './book-resources.ts';
import { checkAvailability } from './check-availability.ts';
import { checkClassFree } from './check-class-free.ts';
import { found } from './found.ts';
import { lessonFacts } from './lesson-facts.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { checkPlaces } from './schedule-lessons.ts';

export interface RescheduleLesson {
  scheduledLessonId: string;
  startsAt?: Date | null | undefined;
  endsAt?: Date | null | undefined;
  roomId?: string | null | undefined;
  teacherId?: string | null | undefined;
  reason: string;
  /** Rules that the school sets aside for it. */
  waive?: readonly WaivableRule[] | null | undefined;
}

/**
 * Another time, room or teacher (调课, 代课); a new start alone keeps the length. Throws ROOM_CLASH, TEACHER_CLASH,
 * STUDENT_CLASH, what `checkAvailability` throws, LESSON_OVER, LESSON_CANCELLED, NOTHING_TO_CHANGE, SCHEDULED_LESSON_NOT_FOUND.
 */
export async function rescheduleLesson(unit: UnitOfWork, input: RescheduleLesson): Promise<ScheduledLesson> {
  const { em, now } = unit;
  const { lesson, group } = await lockLesson(unit, input.scheduledLessonId);
  checkChangeable(lesson, now);
  const { startsAt: previousStart, endsAt: previousEnd } = lesson;
  const startsAt = input.startsAt ?? previousStart;
  const length = previousEnd.getTime() - previousStart.getTime();
  const after = {
    startsAt,
    endsAt: input.endsAt ?? (input.startsAt ? new Date(startsAt.getTime() + length) : previousEnd),
    roomId: input.roomId ?? lesson.roomId,
    teacherId: input.teacherId ?? lesson.teacherId,
  };
  checkChange(lesson.id, lesson, after);
  checkLessonTime(after, now);
  await checkPlaces(unit, group, [after]);
  await checkClassFree(unit, group, [after], lesson.id);
  const reason = checkText('reason', input.reason);
  const before = bookingsOf(lesson, await bookedStudents(em, lesson.id));
  // Who left while the lesson ran is still booked for it, and does not come along.
  const bookings = bookingsOf({ id: lesson.id, ...after }, (await studentsAt(em, group.id))(after));
  await queueFor(em, [...before, ...bookings]);
  await release(em, lesson.id);
  // What was set aside for this hour stays so; another hour is another question.
  const isMoved =
    after.startsAt.getTime() !== previousStart.getTime() || after.endsAt.getTime() !== previousEnd.getTime();
  const waivedRules = [...new Set([...(isMoved ? [] : lesson.waivedRules), ...(input.waive ?? [])])];
  em.assign(lesson, { ...after, waivedRules, changeReason: reason });
  await bookResources(unit, lesson.branchId, bookings);
  await checkAvailability(unit, lesson, [lesson], waivedRules);
  unit.record(lessonRescheduled, lesson, {
    ...lessonFacts(lesson),
    previousStartsAt: previousStart.toISOString(),
    previousEndsAt: previousEnd.toISOString(),
    reason,
  });
  return lesson;
}

/** The class first, as every command takes it, so that nobody waits for somebody who waits for him. */
export async function lockLesson(unit: UnitOfWork, id: string) {
  const lesson = await found('ScheduledLesson', id, unit.em.findOne(ScheduledLesson, { id }));
  const group = await lockClassGroup(unit, lesson.classGroupId);
  // As it is now that nobody else changes it.
  await unit.em.refresh(lesson);
  return { lesson, group };
}
