import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { LessonCopy } from '../persistence/entities/lesson-copy.ts';
import { found } from './found.ts';

/**
 * A lesson, locked to the end of the transaction: its rolls and leave requests are taken one after another, so that what is
 * sent twice at the same moment is recorded once. Throws SCHEDULED_LESSON_NOT_FOUND.
 */
export const lockLesson = ({ em }: UnitOfWork, id: string): Promise<LessonCopy> =>
  found('ScheduledLesson', id, em.findOne(LessonCopy, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
