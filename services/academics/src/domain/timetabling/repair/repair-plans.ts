// biome-ignore-all lint/style/noNonNullAssertion: indexed by numbers that the index gave out
import { conflict, notFound } from '@campusgraph/errors';
import { Random } from '../random.ts';
import { Board, NOWHERE } from './board.ts';
import { type Change, change } from './change.ts';
import { type Disrupted, type Disruption, disrupted } from './disruption.ts';
import { Finder } from './finder.ts';
import { type PlanCost, planCost } from './plan-cost.ts';
import { DEFAULT_WEIGHTS, Price, type Weights } from './price.ts';
import { reseat } from './reseat.ts';
import { SchoolIndex } from './school-index.ts';
import type { Situation } from './situation.ts';
import { STRATEGIES, type Strategy } from './strategies.ts';

export interface RepairOptions {
  seed: number;
  weights?: Weights;
  /** Placings tried for each plan: its time. 2,000 unless told. */
  steps?: number;
  /** False: no more is tried, and the plan stays as good as it is. */
  goesOn?: () => boolean;
  /** Starts are tried on multiples of it; 30 unless told. */
  everyMinutes?: number;
  strategies?: readonly Strategy[];
}

export interface RepairPlan {
  strategy: Strategy;
  changes: readonly Change[];
  cost: PlanCost;
}

/**
 * Ways to go on after a disruption, the least disturbing first, no two of the same changes. None breaks a hard constraint that the
 * timetable did not break before: a lesson without a place is cancelled. Changes are to the lessons of `disrupted(…).situation`.
 * Throws LESSON_NOT_FOUND, or MOVE_NOT_POSSIBLE for a lesson moved to where it cannot be whatever else moves.
 */
export const repairPlans = (situation: Situation, disruption: Disruption, options: RepairOptions): RepairPlan[] =>
  ranked([...searchPlans(situation, disruption, options)]);

/** The same one after another, by strategy, as they are found. */
export function* searchPlans(
  situation: Situation,
  disruption: Disruption,
  options: RepairOptions,
): Generator<RepairPlan> {
  const after = disrupted(situation, disruption);
  const school = new SchoolIndex(after.situation);
  for (const strategy of options.strategies ?? STRATEGIES) yield plan(school, { after, disruption }, strategy, options);
}

/** What is of use of the plans, the least disturbing first. */
export function ranked<Plan extends Pick<RepairPlan, 'changes' | 'cost'>>(all: readonly Plan[]): Plan[] {
  const isOfUse = ({ changes }: Plan) => changes.length === 0 || changes.some((one) => one.after !== null);
  const useful = all.some(isOfUse) ? all.filter(isOfUse) : all;
  const different = new Map(useful.toReversed().map((one) => [placesOf(one), one]));
  return [...different.values()].sort((a, b) => a.cost.points - b.cost.points);
}

const placesOf = ({ changes }: Pick<RepairPlan, 'changes'>): string =>
  JSON.stringify(changes.map((one) => [one.lessonId, one.after]));

function plan(
  school: SchoolIndex,
  { after, disruption }: { after: Disrupted; disruption: Disruption },
  strategy: Strategy,
  { seed, weights = DEFAULT_WEIGHTS, steps = 2000, everyMinutes = 30, goesOn = () => true }: RepairOptions,
): RepairPlan {
  const board = new Board(school);
  const price = new Price(board, weights);
  const finder = new Finder(board, price);
  const moved = disruption.kind === 'LESSON_MOVED' ? [move(board, finder, disruption)] : [];
  const waiting = [...moved.flatMap(({ obstacles }) => obstacles), ...homeless(board, finder, after.affected)];
  for (const lesson of waiting) board.remove(lesson);
  const freedomOf = strategy.freedomOf({ situation: after.situation, price, until: after.until, everyMinutes });
  const touched = reseat({ board, price, finder, random: new Random(seed), freedomOf, goesOn }, waiting, steps);
  const changed = [...touched, ...moved.map(({ lesson }) => lesson)].filter(
    (lesson) => board.starts[lesson] === NOWHERE || !price.isHome(lesson),
  );
  const { lessons } = after.situation;
  const changes = changed
    .sort((a, b) => a - b)
    .map((lesson) => change(after.situation, lessons[lesson]!, board.placeOf(lesson), strategy.isMakeUp));
  const cost = planCost(after.situation, changes);
  const { students, guardians, teachers } = cost.told;
  const people = (students + guardians + teachers) * weights.person;
  const points = changed.reduce((sum, lesson) => sum + price.ofChange(lesson, board.spot(lesson)), people);
  return { strategy, changes, cost: { ...cost, points } };
}

/** Puts the lesson where it is wanted, to stay there. */
function move(board: Board, finder: Finder, { lessonId, to }: Extract<Disruption, { kind: 'LESSON_MOVED' }>) {
  const lesson = board.school.lesson.get(lessonId);
  if (lesson === undefined) throw notFound('Lesson', lessonId);
  board.remove(lesson);
  const spot = board.spotOf(to);
  const obstacles = finder.obstacles(lesson, spot);
  if (obstacles === null || obstacles.some((other) => board.fixed[other])) throw notPossible(lessonId);
  board.place(lesson, spot);
  board.fixed[lesson] = 1;
  return { lesson, obstacles };
}

/** Of the lessons that may have lost their place, those that have; where two are in each other's way, one that is not fixed. */
function homeless(board: Board, finder: Finder, affected: ReadonlySet<string>): number[] {
  const { school } = board;
  const lessons = [...affected].map((id) => school.lesson.get(id)!);
  const changeable = lessons.filter((lesson) => {
    const start = board.starts[lesson]!;
    return start === NOWHERE || start >= school.situation.nowSlot;
  });
  const spots = changeable
    .sort((a, b) => board.fixed[b]! - board.fixed[a]!)
    .map((lesson) => ({ lesson, spot: board.spot(lesson) }));
  for (const { lesson } of spots) board.remove(lesson);
  return spots.flatMap(({ lesson, spot }) => {
    if (spot.start === NOWHERE || finder.obstacles(lesson, spot)?.length !== 0) return [lesson];
    board.place(lesson, spot);
    return [];
  });
}

const notPossible = (lessonId: string) =>
  conflict(
    'MOVE_NOT_POSSIBLE',
    {
      en: `Lesson ${lessonId} cannot be there whatever else is moved. Ask for suggestions instead.`,
      'zh-CN': `无论如何调整其他课次,课次 ${lessonId} 都不能安排在该处,请查看可选建议。`,
    },
    { scheduledLessonId: lessonId },
  );
