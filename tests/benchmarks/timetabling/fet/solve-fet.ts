import { type Assignment, type Found, flatten, NOWHERE, search } from '@campusgraph/academics/timetabling';
import { type Adapted, adapt, type FetPlace, places, timetablingProblem } from './adapt.ts';
import { giveUpDays } from './few-days.ts';
import { type Judgement, judge } from './judge.ts';
import type { Model } from './model.ts';
import { type FetConstraint, type FetProblem, texts } from './read.ts';

export interface FetRun extends Adapted {
  places: FetPlace[];
  judgement: Judgement;
  unplaced: number;
  /** CPU time until all that was asked for held, building the model included; null when it never did. */
  keptMs: number | null;
}

/** How long a search may take at first. The next attempt, from another seed, has twice as long. */
const FIRST_ATTEMPT_MS = 500;

/** One run in this thread, of so many seconds of CPU time. It ends when all that is asked for holds; else the best attempt counts. */
export function solveFet(fet: FetProblem, seconds: number, seed: number): FetRun {
  const begun = cpuMs();
  const end = begun + seconds * 1000;
  const givenUp = new Set<FetConstraint>();
  let best = tryOnce(fet, Math.min(FIRST_ATTEMPT_MS, seconds * 1000), seed, givenUp);
  for (let again = 1; best.found.cost > 0 && cpuMs() < end; again++) {
    for (const constraint of softOf(fet, best.found)) givenUp.add(constraint);
    const next = tryOnce(fet, Math.min(FIRST_ATTEMPT_MS * 2 ** again, end - cpuMs()), seed + again, givenUp);
    if (next.found.cost < best.found.cost) best = next;
  }
  const keptMs = best.found.cost === 0 ? cpuMs() - begun : null;
  const { adapted, found } = best;
  const placed = places(adapted.model, found.assignment);
  return { ...adapted, places: placed, judgement: judge(fet, placed), unplaced: found.unplaced, keptMs };
}

/** What FET may break too, of activities that found no place. */
function softOf({ activities, constraints }: FetProblem, { assignment }: Found): FetConstraint[] {
  const unplaced = new Set(activities.flatMap(({ id }, i) => (assignment.starts[i] === NOWHERE ? [id] : [])));
  return constraints.filter(
    ({ weight, node }) => weight < 100 && texts(node, 'Activity_Id').some((id) => unplaced.has(id)),
  );
}

/** A timetable without regard to who comes on how many days within a part of the day, and then days given up, round by round. */
function tryOnce(
  fet: FetProblem,
  ms: number,
  seed: number,
  givenUp: ReadonlySet<FetConstraint>,
): { adapted: Adapted; found: Found } {
  const adapted = adapt(fet, givenUp);
  const { model } = adapted;
  let found = searchOnce(model, ms, seed);
  while (found.cost === 0 && giveUpDays(model, found.assignment.starts))
    found = searchOnce(model, ms, seed, found.assignment);
  return { adapted, found };
}

function searchOnce(model: Model, ms: number, seed: number, before?: Assignment): Found {
  let isKept = false;
  return search(flatten(timetablingProblem(model)), {
    seed,
    budget: { ms, clock: cpuMs },
    // Nothing here is a matter of taste: what finds no place is all that there is to improve.
    tuning: { fillShare: 1 },
    ...(before && { given: { assignment: stillAllowed(model, before) } }),
    onProgress: ({ bestCost }) => {
      isKept = bestCost === 0;
    },
    cancelled: () => isKept,
  });
}

/** What may no longer be where it was has no place, and with it what is linked to it. */
function stillAllowed({ starts, links }: Model, before: Assignment): Assignment {
  const found = { starts: before.starts.slice(), rooms: before.rooms.slice(), teachers: before.teachers.slice() };
  const remove = (activity: number): void => {
    if (found.starts[activity] === NOWHERE) return;
    found.starts[activity] = NOWHERE;
    found.rooms[activity] = NOWHERE;
    for (const { first, second } of links) {
      if (first === activity) remove(second);
      if (second === activity) remove(first);
    }
  };
  for (const [activity, start] of before.starts.entries()) if (!starts[activity]?.[start]) remove(activity);
  return found;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
