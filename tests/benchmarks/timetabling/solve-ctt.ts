import { type Budget, flatten, search } from '@campusgraph/academics/timetabling';
import type { CttPlace, CttProblem } from './ctt.ts';
import { type CttCost, cttCost } from './ctt-cost.ts';
import { places, timetablingProblem } from './ctt-problem.ts';

export interface CttRun {
  places: CttPlace[];
  cost: CttCost;
  /** What the search believes; it must be `cost.total`. */
  costOfSearch: number;
  /** CPU time until every lecture had a place, reading the problem included; null when some never had. */
  placedMs: number | null;
  /** Per second of CPU time, in millions. */
  triedPerSecond: number;
  weighedPerSecond: number;
}

/** One run in this thread, judged by the evaluator that the search does not know. It ends sooner when nothing can be better. */
export function solveCtt(ctt: CttProblem, budget: Budget, seed: number): CttRun {
  const begun = cpuMs();
  let placedMs: number | null = null;
  let isPerfect = false;
  const { assignment, cost, steps, weighed } = search(flatten(timetablingProblem(ctt)), {
    seed,
    budget,
    onProgress: ({ unplaced, bestCost }) => {
      if (unplaced === 0) placedMs ??= cpuMs() - begun;
      isPerfect = bestCost === 0;
    },
    cancelled: () => isPerfect,
  });
  const spentMs = cpuMs() - begun;
  const found = places(ctt, assignment);
  return {
    places: found,
    cost: cttCost(ctt, found),
    costOfSearch: cost,
    placedMs,
    triedPerSecond: steps / spentMs / 1000,
    weighedPerSecond: weighed / spentMs / 1000,
  };
}

/** CPU time of this thread, which other processes do not slow down. The compiler's and the garbage collector's threads are not in it. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
