import { lessonScheduled } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { keepLessons } from '../commands/keep-lessons.ts';

/** A lesson whose roll can be taken; a term of them comes at once. */
export const onLessonScheduled = onBatch(lessonScheduled, (events, unit) => keepLessons(unit, events, 'SCHEDULED'));
