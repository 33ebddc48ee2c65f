import type { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';

/** What every event of a lesson tells: the whole lesson as it is now. */
export const lessonFacts = (lesson: ScheduledLesson) => ({
  scheduledLessonId: lesson.id,
  classGroupId: lesson.classGroupId,
  courseId: lesson.courseId,
  teacherId: lesson.teacherId,
  roomId: lesson.roomId,
  startsAt: lesson.startsAt.toISOString(),
  endsAt: lesson.endsAt.toISOString(),
  lessonHundredths: lesson.lessonHundredths,
});
