import { notFound } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type ComparedRun, compareRuns, type RunComparison } from '../../domain/compare-runs.ts';
import { checkNumber } from '../../domain/text.ts';
import { ClassGroup } from '../entities/class-group.ts';
import { branchesOf, TimetableRun } from '../entities/timetable-run.ts';

export interface ComparedRuns extends RunComparison {
  timetableRun: TimetableRun;
  otherTimetableRun: TimetableRun;
  /** How many classes and differences are to be told. */
  atMost: number;
}

export interface CompareRuns {
  timetableRunId: string;
  otherTimetableRunId: string;
  atMost?: number | null | undefined;
  classGroupIds?: readonly string[] | null | undefined;
}

const MOST_TOLD = 200;
const DEFAULT_TOLD = 50;

/** Throws TIMETABLE_RUN_NOT_FOUND, CLASS_GROUP_NOT_FOUND, INVALID_NUMBER and as `compareRuns`. */
export async function comparedRuns(em: SqlEntityManager, asked: CompareRuns): Promise<ComparedRuns> {
  const atMost = checkNumber('atMost', asked.atMost ?? DEFAULT_TOLD, [1, MOST_TOLD]);
  const ids = [asked.timetableRunId, asked.otherTimetableRunId];
  const runs = await em.find(TimetableRun, { id: { $in: [...ids] } }, { populate: ['school', 'timetable'] });
  const [timetableRun, otherTimetableRun] = ids.map((id) => {
    const run = runs.find((each) => each.id === id);
    if (!run) throw notFound('TimetableRun', id);
    return run;
  }) as [TimetableRun, TimetableRun];
  const compared = compareRuns(comparable(timetableRun), comparable(otherTimetableRun));
  const classes = await chosen(em, compared.classes, asked.classGroupIds);
  return { timetableRun, otherTimetableRun, ...compared, classes, atMost };
}

async function chosen(
  em: SqlEntityManager,
  classes: RunComparison['classes'],
  classGroupIds: CompareRuns['classGroupIds'],
): Promise<RunComparison['classes']> {
  if (!classGroupIds) return classes;
  const wanted = new Set(classGroupIds);
  const known = new Set((await em.find(ClassGroup, { id: { $in: [...wanted] } })).map(({ id }) => id));
  for (const id of wanted) if (!known.has(id)) throw notFound('ClassGroup', id);
  return classes.filter(({ classGroupId }) => wanted.has(classGroupId));
}

const comparable = (run: TimetableRun): ComparedRun => ({
  id: run.id,
  status: run.status,
  branchIds: branchesOf(run),
  period: { from: run.firstDay, to: run.lastDay },
  weights: run.weights,
  classGroups: run.school.classGroups,
  timetable: run.timetable ?? null,
  costs: run.costs ?? null,
});
