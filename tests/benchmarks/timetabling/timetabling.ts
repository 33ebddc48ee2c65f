import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Budget } from '@campusgraph/academics/timetabling';
import { CHECKOUT } from '@campusgraph/stack';
import type { Benchmark, BenchmarkResult, Row, Verdict } from '../benchmark.ts';
import { parseCtt, printSolution } from './ctt.ts';
import { REFERENCES } from './references.ts';
import { type CttRun, solveCtt } from './solve-ctt.ts';

/** The instances may not enter the repository, so not every checkout has them beside it. */
const INSTANCES = join(CHECKOUT, '../shared/data/cbctt');

/** `--ctt FILE --out SOLUTION` for one instance; without, all that are here. `--seconds` and `--seed` of a run; `--seeds` for how many of them. */
export const timetabling: Benchmark = {
  name: 'timetabling',
  about:
    "the school's search core on the instances of ITC-2007 track 3, next to the winner's solver and the best known",
  run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ctt: { type: 'string' },
        out: { type: 'string' },
        seconds: { type: 'string', default: '84' },
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string', default: '5' },
      },
    });
    const seconds = Number(values.seconds);
    const seed = Number(values.seed);
    if (!(seconds > 0) || !Number.isInteger(seed))
      throw new Error('--seconds is a number above 0, --seed a whole number.');
    if (values.ctt !== undefined) return Promise.resolve(one(values.ctt, seconds, seed, values.out));
    return Promise.resolve(all(seconds, seed, Number(values.seeds)));
  },
};

function one(file: string, seconds: number, seed: number, out: string | undefined): BenchmarkResult {
  const run = solveCtt(parseCtt(readFileSync(file, 'utf8')), wall(seconds), seed);
  if (out !== undefined) writeFileSync(out, printSolution(run.places));
  const { total, broken, ...parts } = run.cost;
  const row = { instance: nameOf(file), seed, seconds, cost: total, broken: broken.length, ...parts, ...speed(run) };
  const notes = [...broken, ...(out === undefined ? [] : [`The solution is in ${out}.`])];
  return { rows: [row], verdicts: sound([run]), notes };
}

function all(seconds: number, seed: number, seeds: number): BenchmarkResult {
  if (!existsSync(INSTANCES))
    return { rows: [], verdicts: [], notes: [`SKIPPED: there is no ${INSTANCES}. Give one with --ctt FILE.`] };
  const files = readdirSync(INSTANCES).filter((name) => name.endsWith('.ctt'));
  const rows: Row[] = [];
  const runs: CttRun[] = [];
  const sums = { mean: 0, winner: 0 };
  for (const file of files.sort()) {
    const ctt = parseCtt(readFileSync(join(INSTANCES, file), 'utf8'));
    const own = Array.from({ length: seeds }, (_, i) => solveCtt(ctt, wall(seconds), seed + i));
    const costs = own.map(({ cost }) => cost.total);
    const mean = costs.reduce((a, b) => a + b, 0) / seeds;
    const reference = REFERENCES.get(nameOf(file));
    const slowest = own.toSorted((a, b) => a.weighedPerSecond - b.weighedPerSecond)[0];
    rows.push({ instance: nameOf(file), mean, best: Math.min(...costs), ...reference, ...(slowest && speed(slowest)) });
    runs.push(...own);
    sums.mean += mean;
    sums.winner += reference?.winner84s ?? 0;
    console.log(`${nameOf(file)}  ${costs.join(' ')}`);
  }
  rows.push({ instance: 'sum', mean: sums.mean, winner84s: sums.winner });
  const beaten = {
    what: "sum of the means over the winner's sum in 84 s",
    measured: sums.mean / sums.winner,
    atMost: 1,
  };
  return {
    rows,
    verdicts: [...sound(runs), beaten],
    notes: [`${seeds} seeds from ${seed}, ${seconds} s each, one thread`],
  };
}

/** What must be right in every run, however short. */
function sound(runs: readonly CttRun[]): Verdict[] {
  const count = (wrong: (run: CttRun) => boolean) => runs.filter(wrong).length;
  const slowest = Math.max(...runs.map(({ placedMs }) => placedMs ?? Number.POSITIVE_INFINITY));
  return [
    { what: 'runs that break a hard constraint', measured: count(({ cost }) => cost.broken.length > 0), atMost: 0 },
    {
      what: 'runs whose search counts another cost than the evaluator',
      measured: count(({ cost, costOfSearch }) => cost.broken.length === 0 && cost.total !== costOfSearch),
      atMost: 0,
    },
    { what: 'CPU ms until everything was placed, worst run', measured: slowest, atMost: 300 },
  ];
}

const speed = ({ placedMs, triedPerSecond, weighedPerSecond }: CttRun): Row => ({
  placedMs,
  mTriedPerSecond: triedPerSecond,
  mWeighedPerSecond: weighedPerSecond,
});

const wall = (seconds: number): Budget => ({ ms: seconds * 1000, clock: () => performance.now() });

const nameOf = (file: string): string => basename(file, '.ctt');
