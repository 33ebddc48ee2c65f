import { courseAdded } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepCourse } from '../commands/keep-copies.ts';

/** It can be sold from now on. */
export const onCourseAdded = on(courseAdded, ({ data: { courseId } }, unit) => keepCourse(unit, courseId));
