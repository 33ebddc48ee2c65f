import { classExamples } from './classes.ts';
import type { Examples } from './example.ts';
import { lessonExamples } from './lessons.ts';
import { moneyExamples } from './money.ts';
import { peopleExamples } from './people.ts';
import { seatExamples } from './seats.ts';
import { serviceExamples } from './service.ts';
import { timetableExamples } from './timetable.ts';

/** The registry: every mutation of the graph is here, and every argument is given by one of its examples. */
export const EXAMPLES: Examples = {
  ...peopleExamples,
  ...lessonExamples,
  ...classExamples,
  ...timetableExamples,
  ...seatExamples,
  ...moneyExamples,
  ...serviceExamples,
};
