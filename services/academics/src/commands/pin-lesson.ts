import type { UnitOfWork } from '@campusgraph/persistence';
import { checkChangeable } from '../domain/lesson.ts';
import type { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { lockLesson } from './reschedule-lesson.ts';

/** Keeps timetable runs from moving a lesson, or lets them again; people still may. Throws LESSON_OVER, LESSON_CANCELLED. */
export async function pinLesson(
  unit: UnitOfWork,
  { scheduledLessonId, isPinned }: { scheduledLessonId: string; isPinned: boolean },
): Promise<ScheduledLesson> {
  const { lesson } = await lockLesson(unit, scheduledLessonId);
  checkChangeable(lesson, unit.now);
  lesson.isPinned = isPinned;
  return lesson;
}
