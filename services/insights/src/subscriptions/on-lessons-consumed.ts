import { lessonsConsumed } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';

/** Lesson hours were deducted: consumption on the day of the lesson, revenue on the day it was posted. */
export const onLessonsConsumed = fact(lessonsConsumed, (events, unit) =>
  addToDays(
    unit,
    events.flatMap(({ branchId, data: { lessonStartsAt, postedAt, lessonHundredths, revenueFen } }) => [
      { branchId, at: lessonStartsAt, consumedHundredths: lessonHundredths, consumedFen: revenueFen },
      { branchId, at: postedAt, recognisedFen: revenueFen },
    ]),
  ),
);
