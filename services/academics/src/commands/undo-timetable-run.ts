import { lessonCancelled, timetableRunUndone } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import type { TeacherTaken } from '../domain/teachers-taken.ts';
import { checkText } from '../domain/text.ts';
import { checkRunMayBecome } from '../domain/timetable-run.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import type { TimetableRun } from '../persistence/entities/timetable-run.ts';
import { releaseAll } from '../persistence/queries/bookings.ts';
import { handBackClasses } from './hand-over-classes.ts';
import { lessonFacts } from './lesson-facts.ts';
import { lockTimetableRun } from './lock-timetable-run.ts';
import { runFacts } from './run-facts.ts';

export interface UndoTimetableRun {
  timetableRunId: string;
  reason: string;
}

export interface UndoneRun {
  timetableRun: TimetableRun;
  lessonCount: number;
  /** Those that stay: begun, or changed by somebody since. */
  kept: ScheduledLesson[];
}

/** The roll may be taken from then on. */
const ROLL_CALL_MS = 30 * 60_000;

/** Cancels what applying the run put on the timetable and nobody has touched since. Throws TIMETABLE_RUN_STATUS, INVALID_TEXT. */
export async function undoTimetableRun(unit: UnitOfWork, input: UndoTimetableRun): Promise<UndoneRun> {
  const { em, now } = unit;
  const run = await lockTimetableRun(unit, input.timetableRunId);
  checkRunMayBecome(run, 'UNDONE');
  const reason = checkText('reason', input.reason);
  const taken = run.teachersTaken ?? [];
  const all = await lockLessons(unit, run.id, taken);
  const isUntouched = ({ version, startsAt }: ScheduledLesson) =>
    version === 1 && startsAt.getTime() - ROLL_CALL_MS > now.getTime();
  const [removed, kept] = [all.filter(isUntouched), all.filter((lesson) => !isUntouched(lesson))];
  for (const lesson of removed) {
    em.assign(lesson, { status: 'CANCELLED', changeReason: reason });
    unit.record(lessonCancelled, lesson, { ...lessonFacts(lesson), reason, timetableRunId: run.id });
  }
  await releaseAll(
    em,
    removed.map(({ id }) => id),
  );
  const keeping = new Set(kept.map(({ classGroupId }) => classGroupId));
  await handBackClasses(
    unit,
    taken.filter(({ classGroupId }) => !keeping.has(classGroupId)),
  );
  em.assign(run, { status: 'UNDONE' });
  unit.record(timetableRunUndone, run, { ...runFacts(run, removed), reason });
  return { timetableRun: run, lessonCount: removed.length, kept };
}

/** Those that are still on the timetable, after their classes as every command locks them, and those that changed hands. */
async function lockLessons(
  { em }: UnitOfWork,
  timetableRunId: string,
  taken: readonly TeacherTaken[],
): Promise<ScheduledLesson[]> {
  const where = { timetableRunId, status: 'SCHEDULED' as const };
  const classIds = (await em.find(ScheduledLesson, where, { fields: ['classGroupId'], disableIdentityMap: true })).map(
    ({ classGroupId }) => classGroupId,
  );
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const ids = new Set([...classIds, ...taken.map(({ classGroupId }) => classGroupId)]);
  await em.find(ClassGroup, { id: { $in: [...ids] } }, { orderBy: { id: 'asc' }, lockMode });
  return em.find(ScheduledLesson, where, { orderBy: { startsAt: 'asc', id: 'asc' } });
}
