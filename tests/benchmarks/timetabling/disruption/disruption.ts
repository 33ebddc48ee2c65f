import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  applied,
  breaches,
  type Disruption,
  disrupted,
  repairPlans,
  type Situation,
  STRATEGIES,
} from '@campusgraph/academics/timetabling/repair';
import { CHECKOUT } from '@campusgraph/stack';
import type { Benchmark, BenchmarkResult, Row } from '../../benchmark.ts';
import { parseCtt } from '../ctt.ts';
import { solveCtt } from '../solve-ctt.ts';
import { cttSituation } from './ctt-situation.ts';
import { fewestMoves } from './fewest-moves.ts';
import { generator } from './generator.ts';

const INSTANCES = join(CHECKOUT, '../shared/data/cbctt');
/** A lesson at another time or in another room is a move; a room that changes without need comes last. */
const MOVES_ONLY = {
  cancelled: 10_000,
  change: 100,
  time: 0,
  room: 1,
  branch: 0,
  teacher: 0,
  person: 0,
  day: 0,
  hour: 0,
  pay: 0,
};
const KINDS = ['curriculum', 'room-day', 'period', 'assignment'] as const;
type Kind = (typeof KINDS)[number];

interface Run {
  kind: Kind;
  row: Row;
  ms: number;
  moves: number;
  fewest: number | null;
  isProven: boolean;
  broken: number;
}

export const timetablingDisruption: Benchmark = {
  name: 'timetabling-disruption',
  about:
    'disruptions of good timetables of ITC-2007 track 3: moves that our repair needs, next to the fewest there can be, by an exact solver',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string', default: '5' },
        solver: { type: 'string', default: '20' },
        seed: { type: 'string', default: '1' },
        instances: { type: 'string', default: 'comp' },
      },
    });
    if (!existsSync(INSTANCES)) return { rows: [], verdicts: [], notes: [`SKIPPED: there is no ${INSTANCES}.`] };
    const files = readdirSync(INSTANCES).filter((name) => name.endsWith('.ctt') && name.startsWith(values.instances));
    const runs: Run[] = [];
    for (const file of files.sort()) {
      const ctt = parseCtt(readFileSync(join(INSTANCES, file), 'utf8'));
      const budget = { ms: Number(values.seconds) * 1000, clock: () => performance.now() };
      const situation = cttSituation(ctt, solveCtt(ctt, budget, Number(values.seed)).places);
      const random = generator(Number(values.seed));
      for (const kind of KINDS) {
        const run = await measure(situation, kind, { random, solverSeconds: Number(values.solver) });
        runs.push({ ...run, row: { instance: file.replace('.ctt', ''), ...run.row } });
        console.log(JSON.stringify(runs.at(-1)?.row));
      }
    }
    return judged(runs);
  },
};

function judged(runs: readonly Run[]): BenchmarkResult {
  const proven = runs.filter(({ isProven, fewest }) => isProven && fewest !== null);
  const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
  const times = runs.map(({ ms }) => ms).sort((a, b) => a - b);
  const p95 = times[Math.min(Math.floor(times.length * 0.95), times.length - 1)] ?? 0;
  const fewest = sum(proven.map((run) => run.fewest ?? 0));
  return {
    rows: runs.map(({ row }) => row),
    verdicts: [
      { what: 'hard constraints broken by a repair', measured: sum(runs.map(({ broken }) => broken)), atMost: 0 },
      {
        what: 'our moves over the proven fewest, all together',
        measured: sum(proven.map((run) => run.moves)) / fewest,
        atMost: 1.05,
      },
      { what: 'p95 of our time over a second', measured: p95 / 1000, atMost: 1 },
    ],
    notes: [
      `${proven.length} of ${runs.length} minima are proven; ours is the fewest in ${proven.filter((run) => run.moves === run.fewest).length} of them.`,
      `p95 ${Math.round(p95)} ms`,
    ],
  };
}

async function measure(
  situation: Situation,
  kind: Kind,
  { random, solverSeconds }: { random: () => number; solverSeconds: number },
): Promise<Run> {
  const disruption = drawn(situation, kind, random);
  const after = disrupted(situation, disruption).situation;
  const strategies = STRATEGIES.filter(({ code }) => code === 'LEAST_DISRUPTION');
  const begun = performance.now();
  const [plan] = repairPlans(situation, disruption, {
    seed: 1,
    steps: 2000,
    weights: MOVES_ONLY,
    everyMinutes: 60,
    strategies,
  });
  const ms = performance.now() - begun;
  if (!plan) throw new Error('There is no plan.');
  const repaired = applied(after, plan.changes);
  const moves = changedPlaces(after, repaired);
  const { moves: fewest, isProven, status, ms: solverMs } = await fewestMoves(after, solverSeconds);
  const { cancelled } = plan.cost;
  const row = { disruption: kind, moves, cancelled, fewest, status, ms, solverMs };
  return { kind, row, ms, moves: moves + cancelled, fewest, isProven, broken: breaches(repaired).length };
}

/** Lectures of a course are alike: only places that the course did not have are counted. */
function changedPlaces(before: Situation, after: Situation): number {
  const key = ({ classId, place }: Situation['lessons'][number]) => `${classId} ${place?.start} ${place?.roomId}`;
  const old = new Set(before.lessons.map(key));
  return after.lessons.filter((lesson) => lesson.place && !old.has(key(lesson))).length;
}

function drawn(
  { classes, lessons, rooms, days, slotsPerDay }: Situation,
  kind: Kind,
  random: () => number,
): Disruption {
  const one = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const slot = Math.floor(random() * days * slotsPerDay);
  switch (kind) {
    case 'curriculum': {
      const classIds = new Set<string>();
      while (classIds.size < 4) classIds.add(one(classes).id);
      return { kind: 'STUDENT_JOINS', student: { id: 'inserted', guardianIds: [] }, classIds: [...classIds] };
    }
    case 'room-day': {
      const from = Math.floor(slot / slotsPerDay) * slotsPerDay;
      return { kind: 'ROOM_GONE', roomId: one(rooms).id, span: { from, to: from + slotsPerDay } };
    }
    case 'period':
      return { kind: 'BRANCH_GONE', branchId: 'school', span: { from: slot, to: slot + 1 } };
    case 'assignment': {
      const { classId, place } = one(lessons);
      const from = place?.start ?? 0;
      return { kind: 'CLASS_GONE', classId, span: { from, to: from + 1 } };
    }
  }
}
