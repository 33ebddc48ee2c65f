import { type Assignment, type Found, flatten, NOWHERE, search } from '@campusgraph/academics/timetabling';
import { type Adapted, adapt, type FetPlace, places, timetablingProblem } from './adapt.ts';
import { giveUpDays } from './few-days.ts';
import { type Judgement, judge } from './judge.ts';
import { type Lenience, type Model, STRICT } from './model.ts';
import type { FetProblem } from './read.ts';

export interface FetRun extends Adapted {
  places: FetPlace[];
  judgement: Judgement;
  unplaced: number;
  /** CPU time until all that was asked for held, building the model included; null when it never did. */
  keptMs: number | null;
}

/** How long the attempts take, each from another seed: twice as long as the one before, up to a most. What is stuck for long stays so. */
const FIRST_ATTEMPT_MS = 500;
const LONGEST_ATTEMPT_MS = 8000;
/** After so many attempts no soft constraint is asked of any activity. */
const SOFT_ATTEMPTS = 4;

interface Attempt {
  adapted: Adapted;
  found: Found;
}

/** One run in this thread, of so many seconds of CPU time. It ends when all that is asked for holds; else the best attempt counts. */
export function solveFet(fet: FetProblem, seconds: number, seed: number): FetRun {
  const begun = cpuMs();
  const end = begun + seconds * 1000;
  let lenience = STRICT;
  let last = tryOnce(fet, Math.min(FIRST_ATTEMPT_MS, seconds * 1000), seed, lenience);
  let best = last;
  for (let attempt = 1; best.found.cost > 0 && cpuMs() < end; attempt++) {
    lenience = moreLenient(fet, lenience, last.found.assignment);
    if (attempt >= SOFT_ATTEMPTS) lenience = { ...lenience, excused: new Set(fet.activities.keys()) };
    const ms = Math.min(FIRST_ATTEMPT_MS * 2 ** attempt, LONGEST_ATTEMPT_MS, end - cpuMs());
    last = tryOnce(fet, ms, seed + attempt, lenience);
    if (last.found.cost < best.found.cost) best = last;
  }
  const keptMs = best.found.cost === 0 ? cpuMs() - begun : null;
  const { adapted, found } = best;
  const placed = places(adapted.model, found.assignment);
  return { ...adapted, places: placed, judgement: judge(fet, placed), unplaced: found.unplaced, keptMs };
}

/** What found no place is excused from what FET may break too, and comes after what it came before. */
function moreLenient({ activities }: FetProblem, { excused, turned }: Lenience, { starts }: Assignment): Lenience {
  const unplaced = new Set([...activities.keys()].filter((activity) => starts[activity] === NOWHERE));
  return { excused: excused.union(unplaced), turned: turned.symmetricDifference(unplaced) };
}

/** A timetable without regard to who comes on how many days within a part of the day, and then days given up, round by round. */
function tryOnce(fet: FetProblem, ms: number, seed: number, lenience: Lenience): Attempt {
  const adapted = adapt(fet, lenience);
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
