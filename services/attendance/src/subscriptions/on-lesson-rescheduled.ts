import { lessonRescheduled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepLessons } from '../commands/keep-lessons.ts';

/** The lesson has another time, or somebody else teaches it. */
export const onLessonRescheduled = on(lessonRescheduled, (event, unit) => keepLessons(unit, [event], 'SCHEDULED'));
