import { lessonCancelled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepLessons } from '../commands/keep-lessons.ts';

/** No roll is taken of it. */
export const onLessonCancelled = on(lessonCancelled, (event, unit) => keepLessons(unit, [event], 'CANCELLED'));
