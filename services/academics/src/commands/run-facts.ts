import type { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import type { TimetableRun } from '../persistence/entities/timetable-run.ts';

/** What the events of a run tell: how many of the lessons of its period it put there or took off, of which class. */
export const runFacts = (run: TimetableRun, lessons: readonly ScheduledLesson[]) => ({
  ...{ timetableRunId: run.id, lessonCount: lessons.length, from: run.firstDay, to: run.lastDay },
  classes: [...Map.groupBy(lessons, ({ classGroupId }) => classGroupId)].map(([classGroupId, own]) => ({
    classGroupId,
    lessonCount: own.length,
  })),
});
