import { Annealing, TUNED, type Tuning } from './annealing.ts';
import { Filling } from './fill.ts';
import type { FlatProblem } from './flat-problem.ts';
import type { Assignment, Given } from './problem.ts';
import { Random } from './random.ts';
import { leaveOutShortDays } from './short-days.ts';
import { Timetable } from './timetable.ts';
import { timetableCost } from './timetable-cost.ts';

/** How long to search. Only a number of steps gives the same timetable on every machine. */
export type Budget = { steps: number } | { ms: number; clock: () => number };

export interface SearchOptions {
  seed: number;
  budget: Budget;
  given?: Given;
  /** Asked every few thousand steps: return true to end with the best so far. */
  cancelled?: () => boolean;
  tuning?: Partial<Tuning>;
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  /** Of the budget, 0 to 1. */
  spent: number;
  steps: number;
  bestCost: number;
  unplaced: number;
}

export interface Found {
  /** The best timetable met. Its hard constraints hold; what found no place is NOWHERE. */
  assignment: Assignment;
  cost: number;
  unplaced: number;
  steps: number;
  /** Changes whose cost was computed. */
  weighed: number;
}

/** Steps of annealing, and lessons placed, between two looks at the clock. */
const ROUND = 4096;
const FILL_ROUND = 16;
/** After each round of filling the whole cost is counted, so that a large timetable is filled in as many rounds as a small one. */
const FILL_ROUNDS = 128;

/** The search core: places every lesson, then improves by simulated annealing until the budget is spent. */
export function search(problem: FlatProblem, options: SearchOptions): Found {
  const tuning = { ...TUNED, ...options.tuning };
  const random = new Random(options.seed);
  const timetable = started(problem, options.given);
  const best = new Best(timetable);
  const spent = meter(options.budget);
  let steps = 0;
  let fraction = 0;
  const goesOn = (): boolean => {
    fraction = spent(steps);
    options.onProgress?.({ spent: Math.min(fraction, 1), steps, bestCost: best.cost, unplaced: best.unplaced });
    return fraction < 1 && !options.cancelled?.();
  };

  const filling = new Filling(timetable, random);
  const round = Math.max(FILL_ROUND, Math.ceil(problem.lessonCount / FILL_ROUNDS));
  while (!filling.done && goesOn() && fraction < tuning.fillShare) {
    for (let i = 0; i < round && !filling.done; i++) filling.step();
    steps += round;
    if (timetable.unplaced <= best.unplaced) best.keepIfBetter(timetableCost(timetable));
  }
  if (!filling.done) {
    timetable.restore(filling.best);
    best.keepIfBetter(timetableCost(timetable));
    timetable.restore(best.assignment);
  }

  timetable.pressure = null;
  const annealing = new Annealing(timetable, random, tuning);
  const filled = fraction;
  const hottest = annealing.hottest();
  let cost = timetableCost(timetable);
  while (goesOn()) {
    const temperature = hottest * tuning.coldest ** ((fraction - filled) / (1 - filled));
    annealing.leaveOutDearRooms(temperature);
    for (let i = 0; i < ROUND; i++) {
      const delta = annealing.step(temperature);
      cost += delta;
      if (delta < 0) best.keepIfBetter(cost);
    }
    steps += ROUND;
  }
  timetable.restore(best.assignment);
  const found = leaveOutShortDays(timetable) ? new Best(timetable) : best;
  const { assignment, unplaced } = found;
  return { assignment, cost: found.cost, unplaced, steps, weighed: annealing.weighed };
}

/** The best state that a timetable has been in. */
class Best {
  readonly #timetable: Timetable;
  readonly assignment: Assignment;
  cost: number;
  unplaced: number;

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
    this.assignment = timetable.copy();
    this.cost = timetableCost(timetable);
    this.unplaced = timetable.unplaced;
  }

  keepIfBetter(cost: number): void {
    if (cost >= this.cost) return;
    const { starts, rooms, teachers, unplaced } = this.#timetable;
    this.assignment.starts.set(starts);
    this.assignment.rooms.set(rooms);
    this.assignment.teachers.set(teachers);
    this.cost = cost;
    this.unplaced = unplaced;
  }
}

function started(problem: FlatProblem, given: Given | undefined): Timetable {
  const timetable = new Timetable(problem, given);
  if (given) timetable.restore(given.assignment);
  for (const lesson of given?.pinned ?? []) timetable.pinned[lesson] = 1;
  return timetable;
}

/** What part of the budget is spent, after so many steps. */
function meter(budget: Budget): (steps: number) => number {
  if ('steps' in budget) return (steps) => steps / budget.steps;
  const begun = budget.clock();
  return () => (budget.clock() - begun) / budget.ms;
}
