import type { UnitOfWork } from '@campusgraph/persistence';
import { unavailable, type WaivableRule } from '../domain/availability.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import type { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { availabilityFacts } from '../persistence/queries/availability.ts';

/**
 * Throws the first rule that one of the lessons breaks: TEACHER_ABSENT, ROOM_CLOSED or one that is not among `waived`. To be
 * called when they are booked: then nobody else is changing when their teachers and rooms are there.
 */
export async function checkAvailability(
  { em }: UnitOfWork,
  { branchId, courseId }: Pick<ClassGroup, 'branchId' | 'courseId'>,
  lessons: readonly Pick<ScheduledLesson, 'startsAt' | 'endsAt' | 'roomId' | 'teacherId'>[],
  waived: readonly WaivableRule[],
): Promise<void> {
  const factsOf = await availabilityFacts(em, { branchId, courseId, lessons });
  for (const lesson of lessons) {
    const error = unavailable(lesson, factsOf(lesson), waived);
    if (error) throw error;
  }
}
