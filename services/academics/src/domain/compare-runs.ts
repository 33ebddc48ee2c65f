import { conflict, type DomainError } from '@campusgraph/errors';
import { type ClassComparison, compareTimetables } from './compare-timetables.ts';
import type { Period, School, WeeklyTimetable, Weights, Wish, WishCosts } from './timetabling/school/index.ts';

/** ONE is the run that is named first. */
export type RunSide = 'ONE' | 'OTHER';
export type RunAspect = 'BRANCHES' | 'PERIOD' | 'CLASSES' | 'TEACHERS' | 'WEIGHTS';

/** A run as far as another one is compared with it. */
export interface ComparedRun {
  id: string;
  status: string;
  branchIds: readonly string[];
  period: Period;
  weights: Weights;
  /** What it was asked for. */
  classGroups: School['classGroups'];
  /** Null until it is found. */
  timetable: WeeklyTimetable | null;
  costs: WishCosts | null;
}

export interface WishComparison {
  wish: Wish;
  cost: number;
  otherCost: number;
  better: RunSide | null;
}

export interface RunComparison {
  /** What the two were asked differently; none: their costs can be compared as they are. */
  askedDifferently: readonly RunAspect[];
  unplacedCount: number;
  otherUnplacedCount: number;
  cost: number;
  otherCost: number;
  better: RunSide | null;
  wishes: readonly WishComparison[];
  /** Those that differ most first. */
  classes: readonly ClassComparison[];
}

/**
 * Throws TIMETABLE_RUN_HAS_NO_TIMETABLE for one that has found none, TIMETABLE_RUNS_NOT_COMPARABLE for two that have no class in common.
 */
export function compareRuns(one: ComparedRun, other: ComparedRun): RunComparison {
  const [found, otherFound] = [foundBy(one), foundBy(other)];
  const isShared = sharedBy(one, other);
  if (!one.classGroups.some(({ id }) => isShared(id))) throw notComparable(one, other);
  const askedDifferently = differences(one, other);
  const isSameWork = !askedDifferently.includes('CLASSES');
  const wishes = (Object.keys(found.costs) as Wish[]).map((wish): WishComparison => {
    const [cost, otherCost] = [found.costs[wish], otherFound.costs[wish]];
    // What it costs says nothing of how well a wish is met where it was weighed otherwise.
    const [weighed, otherWeighed] = [cost * other.weights[wish], otherCost * one.weights[wish]];
    const isWeighed = one.weights[wish] > 0 && other.weights[wish] > 0;
    return { wish, cost, otherCost, better: isSameWork && isWeighed ? less(weighed, otherWeighed) : null };
  });
  const [unplaced, otherUnplaced] = [found.timetable.unplaced.length, otherFound.timetable.unplaced.length];
  const [cost, otherCost] = [found.costs, otherFound.costs].map(sum) as [number, number];
  const byCost = askedDifferently.includes('WEIGHTS') ? null : less(cost, otherCost);
  return {
    askedDifferently,
    ...{ unplacedCount: unplaced, otherUnplacedCount: otherUnplaced, cost, otherCost },
    better: isSameWork ? (less(unplaced, otherUnplaced) ?? byCost) : null,
    wishes,
    classes: compareTimetables(found.timetable.placements, otherFound.timetable.placements).toSorted(
      (a, b) => b.differences.length - a.differences.length || a.classGroupId.localeCompare(b.classGroupId),
    ),
  };
}

function foundBy({ id, status, timetable, costs }: ComparedRun): { timetable: WeeklyTimetable; costs: WishCosts } {
  if (timetable && costs) return { timetable, costs };
  throw conflict(
    'TIMETABLE_RUN_HAS_NO_TIMETABLE',
    {
      en: `Timetable run ${id} is ${status} and has no timetable to compare. Wait until its search is over, or choose another run.`,
      'zh-CN': `排课任务 ${id} 当前状态为 ${status},尚无可比较的课表。请等待其完成,或选择其他排课任务。`,
    },
    { timetableRunId: id, status },
  );
}

const notComparable = (one: ComparedRun, other: ComparedRun): DomainError =>
  conflict(
    'TIMETABLE_RUNS_NOT_COMPARABLE',
    {
      en: `Timetable runs ${one.id} and ${other.id} have no class in common, so there is nothing to compare. Choose two runs for the same classes.`,
      'zh-CN': `排课任务 ${one.id} 与 ${other.id} 没有相同的班级,无法比较,请选择针对相同班级的两次排课。`,
    },
    { timetableRunId: one.id, otherTimetableRunId: other.id },
  );

function differences(one: ComparedRun, other: ComparedRun): RunAspect[] {
  const isSame = (of: (run: ComparedRun) => unknown) => JSON.stringify(of(one)) === JSON.stringify(of(other));
  const asked = ({ classGroups }: ComparedRun) =>
    classGroups
      .map(({ id, lessonsPerWeek, durationMinutes }) => `${id} ${lessonsPerWeek} ${durationMinutes}`)
      .toSorted();
  const isShared = sharedBy(one, other);
  const teachers = ({ classGroups }: ComparedRun) =>
    classGroups
      .flatMap(({ id, teacherIds, tiers }) => (isShared(id) ? [`${id} ${teacherIds} ${tiers}`] : []))
      .toSorted();
  const weights = ({ weights }: ComparedRun) => Object.entries(weights).toSorted();
  const aspects: [RunAspect, (run: ComparedRun) => unknown][] = [
    ['BRANCHES', ({ branchIds }) => branchIds.toSorted()],
    ['PERIOD', ({ period }) => [period.from, period.to]],
    ['CLASSES', asked],
    ['TEACHERS', teachers],
    ['WEIGHTS', weights],
  ];
  return aspects.flatMap(([aspect, of]) => (isSame(of) ? [] : [aspect]));
}

/** Is a class in both? */
function sharedBy(one: ComparedRun, other: ComparedRun): (id: string) => boolean {
  const [own, others] = [one, other].map(({ classGroups }) => new Set(classGroups.map(({ id }) => id)));
  return (id) => (own?.has(id) && others?.has(id)) ?? false;
}

const less = (one: number, other: number): RunSide | null => (one === other ? null : one < other ? 'ONE' : 'OTHER');

const sum = (costs: WishCosts): number => Object.values(costs).reduce((a, b) => a + b, 0);
