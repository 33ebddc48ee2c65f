import { lessonCancelled } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkChangeable } from '../domain/lesson.ts';
import { checkText } from '../domain/text.ts';
import type { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { release } from '../persistence/queries/bookings.ts';
import { lessonFacts } from './lesson-facts.ts';
import { lockLesson } from './reschedule-lesson.ts';

/** Takes a lesson off the timetable and frees whom and what it took. Throws LESSON_OVER, LESSON_CANCELLED. */
export async function cancelLesson(
  unit: UnitOfWork,
  input: { scheduledLessonId: string; reason: string },
): Promise<ScheduledLesson> {
  const { lesson } = await lockLesson(unit, input.scheduledLessonId);
  checkChangeable(lesson, unit.now);
  const reason = checkText('reason', input.reason);
  unit.em.assign(lesson, { status: 'CANCELLED', changeReason: reason });
  await release(unit.em, lesson.id);
  unit.record(lessonCancelled, lesson, { ...lessonFacts(lesson), reason });
  return lesson;
}
