import type { UnitOfWork } from '@campusgraph/persistence';
import { TrialLesson } from '../persistence/entities/trial-lesson.ts';

/** Trial lessons booked into a lesson move with it. */
export async function moveTrials({ em }: UnitOfWork, scheduledLessonId: string, startsAt: Date): Promise<void> {
  const trials = await em.find(TrialLesson, { scheduledLessonId, status: 'BOOKED' });
  for (const trial of trials) trial.startsAt = startsAt;
}

/** Trial lessons booked into a lesson that will not take place are free to be booked anew. */
export async function cancelTrials({ em, now }: UnitOfWork, scheduledLessonId: string, reason: string): Promise<void> {
  const trials = await em.find(TrialLesson, { scheduledLessonId, status: 'BOOKED' });
  for (const trial of trials) {
    trial.status = 'CANCELLED';
    trial.note = reason;
    trial.recordedAt = now;
  }
}
