import { lessonScheduled, timetableRunApplied } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { changedUnderRun, conflictOf, type RunConflict } from '../domain/run-conflict.ts';
import { checkRunMayBecome } from '../domain/timetable-run.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { Course } from '../persistence/entities/course.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import type { TimetableRun } from '../persistence/entities/timetable-run.ts';
import { type Booking, queueFor } from '../persistence/queries/bookings.ts';
import { studentsAt } from '../persistence/queries/lessons.ts';
import { bookingsOf, bookResources } from './book-resources.ts';
import { findRunConflicts, type PlannedLesson } from './find-run-conflicts.ts';
import { handOverClasses } from './hand-over-classes.ts';
import { lessonFacts } from './lesson-facts.ts';
import { lockTimetableRun } from './lock-timetable-run.ts';
import { plannedLessons } from './planned-lessons.ts';
import { runFacts } from './run-facts.ts';

export interface ApplyTimetableRun {
  timetableRunId: string;
  /** REFUSE: all lessons or none. SKIP: those that can still be put there. */
  onConflict?: 'REFUSE' | 'SKIP' | null | undefined;
}

export interface AppliedRun {
  timetableRun: TimetableRun;
  lessonCount: number;
  conflicts: RunConflict[];
}

/**
 * Lays the weekly timetable over the period, without the days that holidays, absences and closures took but with what is made up of
 * them. Throws TIMETABLE_RUN_STATUS, and TIMETABLE_CHANGED_UNDER_RUN naming the lessons that cannot be put there any more.
 */
export async function applyTimetableRun(unit: UnitOfWork, input: ApplyTimetableRun): Promise<AppliedRun> {
  const { em, now } = unit;
  const run = await lockTimetableRun(unit, input.timetableRunId);
  checkRunMayBecome(run, 'APPLIED');
  const planned = await plannedLessons(unit, run);
  const bookings = await bookingsFor(unit, planned);
  await queueFor(em, bookings);
  const branch = await em.findOneOrFail(BranchCopy, { branchId: run.branchId });
  const errors = planned.length > 0 ? await findRunConflicts(unit, branch, planned, bookings) : new Map();
  const conflicts = planned.flatMap((lesson) => {
    const error = errors.get(lesson.id);
    return error ? [conflictOf(lesson.group.id, lesson, error)] : [];
  });
  if (conflicts.length > 0 && input.onConflict !== 'SKIP') throw changedUnderRun(run.id, conflicts);
  const possible = planned.filter(({ id }) => !errors.has(id));
  if (run.chooseTeachers) run.teachersTaken = await handOverClasses(unit, possible);
  const lessons = await createLessons(unit, run, possible);
  const ids = new Set(lessons.map(({ id }) => id));
  await bookResources(
    unit,
    run.branchId,
    bookings.filter(({ scheduledLessonId }) => ids.has(scheduledLessonId)),
  );
  for (const lesson of lessons) unit.record(lessonScheduled, lesson, lessonFacts(lesson));
  em.assign(run, { status: 'APPLIED', appliedAt: now });
  unit.record(timetableRunApplied, run, runFacts(run, lessons));
  return { timetableRun: run, lessonCount: lessons.length, conflicts };
}

async function bookingsFor({ em }: UnitOfWork, planned: readonly PlannedLesson[]): Promise<Booking[]> {
  const bookings: Booking[] = [];
  for (const [group, lessons] of Map.groupBy(planned, ({ group }) => group)) {
    const studentIdsAt = await studentsAt(em, group.id);
    bookings.push(...lessons.flatMap((lesson) => bookingsOf(lesson, studentIdsAt(lesson))));
  }
  return bookings;
}

async function createLessons(
  { em, principal, now }: UnitOfWork,
  run: TimetableRun,
  planned: readonly PlannedLesson[],
): Promise<ScheduledLesson[]> {
  const courses = await em.find(Course, { id: { $in: [...new Set(planned.map(({ group }) => group.courseId))] } });
  const hundredths = new Map(courses.map(({ id, lessonHundredths }) => [id, lessonHundredths]));
  return planned.map(({ group, ...lesson }) =>
    em.create(ScheduledLesson, {
      organizationId: principal.organizationId,
      createdAt: now,
      branchId: group.branchId,
      classGroupId: group.id,
      courseId: group.courseId,
      lessonHundredths: hundredths.get(group.courseId) as number,
      timetableRunId: run.id,
      ...lesson,
    }),
  );
}
