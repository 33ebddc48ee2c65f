import { Annealing, TUNED, type Tuning } from './annealing.ts';
import { Filling } from './fill.ts';
import type { FlatProblem } from './flat-problem.ts';
import { type Assignment, type Given, NOWHERE } from './problem.ts';
import { Random } from './random.ts';
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

/** Between two looks at the clock. */
const ROUND = 4096;
/** An attempt to place a lesson takes as long as about so many steps of annealing. */
const FILL_ROUND = 16;
/** What cannot be placed in this part of the budget is left out. */
const FILL_SHARE = 0.5;

/** The search core: places every lesson, then improves by simulated annealing until the budget is spent. */
export function search(problem: FlatProblem, options: SearchOptions): Found {
  const tuning = { ...TUNED, ...options.tuning };
  const random = new Random(options.seed);
  const timetable = started(problem, options.given);
  const filling = new Filling(timetable, random);
  const annealing = new Annealing(timetable, random, tuning);
  const spent = meter(options.budget);
  const best = copy(timetable);
  let bestCost = Number.POSITIVE_INFINITY;
  let bestUnplaced = problem.lessonCount;
  let steps = 0;
  const keepIfBest = (cost: number): void => {
    if (cost >= bestCost) return;
    best.starts.set(timetable.starts);
    best.rooms.set(timetable.rooms);
    best.teachers.set(timetable.teachers);
    bestCost = cost;
    bestUnplaced = timetable.unplaced;
  };

  let fraction = 0;
  const goesOn = (): boolean => {
    fraction = spent(steps);
    options.onProgress?.({ spent: Math.min(fraction, 1), steps, bestCost, unplaced: bestUnplaced });
    return fraction < 1 && !options.cancelled?.();
  };

  keepIfBest(timetableCost(timetable));
  while (!filling.done && goesOn() && fraction < FILL_SHARE) {
    for (let i = 0; i < FILL_ROUND && !filling.done; i++) filling.step();
    steps += FILL_ROUND;
    keepIfBest(timetableCost(timetable));
  }
  if (!filling.done) restore(timetable, best);
  const filled = fraction;
  const hottest = annealing.hottest();
  let cost = timetableCost(timetable);
  while (goesOn()) {
    const temperature = hottest * tuning.coldest ** ((fraction - filled) / (1 - filled));
    for (let i = 0; i < ROUND; i++) {
      const delta = annealing.step(temperature);
      if (delta === 0) continue;
      cost += delta;
      if (cost < bestCost) keepIfBest(cost);
    }
    steps += ROUND;
  }
  return { assignment: best, cost: bestCost, unplaced: bestUnplaced, steps, weighed: annealing.weighed };
}

const copy = ({ starts, rooms, teachers }: Assignment): Assignment => ({
  starts: starts.slice(),
  rooms: rooms.slice(),
  teachers: teachers.slice(),
});

function started(problem: FlatProblem, given: Given | undefined): Timetable {
  const timetable = new Timetable(problem, given);
  if (!given) return timetable;
  restore(timetable, given.assignment);
  for (const lesson of given.pinned ?? []) timetable.pinned[lesson] = 1;
  return timetable;
}

function restore(timetable: Timetable, { starts, rooms, teachers }: Assignment): void {
  for (const [lesson, start] of timetable.starts.entries()) if (start !== NOWHERE) timetable.remove(lesson);
  for (const [lesson, start] of starts.entries())
    if (start !== NOWHERE) timetable.place(lesson, start, rooms[lesson] ?? NOWHERE, teachers[lesson] ?? NOWHERE);
}

/** What part of the budget is spent, after so many steps. */
function meter(budget: Budget): (steps: number) => number {
  if ('steps' in budget) return (steps) => steps / budget.steps;
  const begun = budget.clock();
  return () => (budget.clock() - begun) / budget.ms;
}
