import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKOUT } from '@campusgraph/stack';
import type { Benchmark, BenchmarkResult, Row, Verdict } from '../benchmark.ts';
import { parseCtt, printSolution } from './ctt.ts';
import { REFERENCES } from './references.ts';
import { addRun, type LoggedRun, readRuns } from './run-log.ts';
import { type CttRun, solveCtt, threadCpuMs } from './solve-ctt.ts';

/** The instances may not enter the repository, so not every checkout has them beside it. */
const BESIDE = join(CHECKOUT, '../shared/data/cbctt');

/** How long a run may take, and by which clock. */
type Limit = Pick<LoggedRun, 'seconds' | 'clock'>;

/**
 * `--ctt FILE --out SOLUTION` for one instance; without, all in `--folder`. `--seconds` (on the wall) or `--cpu-seconds` and `--seed` of a
 * run; `--seeds` for how many of them. `--log FILE` keeps each run as it ends, and takes those that it has from there.
 */
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
        'cpu-seconds': { type: 'string' },
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string', default: '5' },
        log: { type: 'string' },
        folder: { type: 'string', default: BESIDE },
      },
    });
    const clock = values['cpu-seconds'] === undefined ? 'wall' : 'cpu';
    const seconds = Number(values['cpu-seconds'] ?? values.seconds);
    const seed = Number(values.seed);
    if (!(seconds > 0) || !Number.isInteger(seed))
      throw new Error('--seconds and --cpu-seconds are numbers above 0, --seed a whole number.');
    if (values.ctt !== undefined) return Promise.resolve(one(values.ctt, { seconds, clock }, seed, values.out));
    const files = instancesIn(values.folder);
    if (files.length === 0) {
      const notes = [`SKIPPED: there are no .ctt files in ${values.folder}. Name another --folder, or one --ctt FILE.`];
      return Promise.resolve({ rows: [], verdicts: [], notes });
    }
    return Promise.resolve(all(files, { seconds, clock }, seed, Number(values.seeds), values.log));
  },
};

function one(file: string, limit: Limit, seed: number, out: string | undefined): BenchmarkResult {
  const run = solve(file, limit, seed);
  if (out !== undefined) writeFileSync(out, printSolution(run.places));
  const { total, broken, ...parts } = run.cost;
  const row = { instance: nameOf(file), seed, ...limit, cost: total, broken: broken.length, ...parts, ...speed(run) };
  const notes = [...broken, ...(out === undefined ? [] : [`The solution is in ${out}.`])];
  return { rows: [row], verdicts: sound([toLog(file, limit, seed, run)]), notes };
}

/** Every instance with the first seed, then every instance with the next: whenever it is ended, all have had about as many. */
function all(
  files: readonly string[],
  limit: Limit,
  firstSeed: number,
  seeds: number,
  log: string | undefined,
): BenchmarkResult {
  const isAsked = (run: LoggedRun) => run.seconds === limit.seconds && run.clock === limit.clock;
  const runs = readRuns(log).filter(isAsked);
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    for (const file of files) {
      if (runs.some((run) => run.instance === nameOf(file) && run.seed === seed)) continue;
      const run = toLog(file, limit, seed, solve(file, limit, seed));
      addRun(log, run);
      runs.push(run);
      console.log(`${run.instance}  seed ${seed}  ${run.cost}${run.broken === 0 ? '' : `  ${run.broken} broken`}`);
    }
  }
  return summary(files.map(nameOf), runs, limit);
}

function summary(instances: readonly string[], runs: readonly LoggedRun[], { seconds, clock }: Limit): BenchmarkResult {
  const rows: Row[] = [];
  const sums = { mean: 0, winner: 0 };
  for (const instance of instances) {
    const own = runs.filter((run) => run.instance === instance);
    const costs = own.map(({ cost }) => cost);
    const mean = costs.reduce((a, b) => a + b, 0) / own.length;
    const reference = REFERENCES.get(instance);
    const slowest = own.toSorted((a, b) => a.weighedPerSecond - b.weighedPerSecond)[0];
    rows.push({
      instance,
      seeds: own.length,
      mean,
      best: Math.min(...costs),
      ...reference,
      ...(slowest && speed(slowest)),
    });
    if (reference === undefined) continue;
    sums.mean += mean;
    sums.winner += reference.winner84s;
  }
  const beaten: Verdict[] = [];
  if (sums.winner > 0) {
    rows.push({ instance: 'sum', mean: sums.mean, winner84s: sums.winner });
    const what = "sum of the means over the winner's sum in 84 s";
    beaten.push({ what, measured: sums.mean / sums.winner, atMost: 1 });
  }
  const load = Math.max(...runs.map((run) => run.load)).toFixed(1);
  const notes = [`${seconds} s each by the ${clock} clock, one thread; the machine's load was at most ${load}`];
  return { rows, verdicts: [...sound(runs), ...beaten], notes };
}

/** What must be right in every run, however short. */
function sound(runs: readonly LoggedRun[]): Verdict[] {
  const count = (wrong: (run: LoggedRun) => boolean) => runs.filter(wrong).length;
  const slowest = Math.max(...runs.map(({ placedMs }) => placedMs ?? Number.POSITIVE_INFINITY));
  return [
    { what: 'runs that break a hard constraint', measured: count(({ broken }) => broken > 0), atMost: 0 },
    {
      what: 'runs whose search counts another cost than the evaluator',
      measured: count(({ broken, cost, costOfSearch }) => broken === 0 && cost !== costOfSearch),
      atMost: 0,
    },
    { what: 'CPU ms until everything was placed, worst run', measured: slowest, atMost: 300 },
  ];
}

function solve(file: string, { seconds, clock }: Limit, seed: number): CttRun {
  const budget = { ms: seconds * 1000, clock: clock === 'cpu' ? threadCpuMs : () => performance.now() };
  return solveCtt(parseCtt(readFileSync(file, 'utf8')), budget, seed);
}

const toLog = (file: string, limit: Limit, seed: number, run: CttRun): LoggedRun => ({
  instance: nameOf(file),
  seed,
  ...limit,
  cost: run.cost.total,
  broken: run.cost.broken.length,
  costOfSearch: run.costOfSearch,
  placedMs: run.placedMs,
  triedPerSecond: run.triedPerSecond,
  weighedPerSecond: run.weighedPerSecond,
  load: loadavg()[0] ?? Number.NaN,
});

const speed = ({ placedMs, triedPerSecond, weighedPerSecond }: CttRun | LoggedRun): Row => ({
  placedMs,
  mTriedPerSecond: triedPerSecond,
  mWeighedPerSecond: weighedPerSecond,
});

function instancesIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.endsWith('.ctt'))
    .sort()
    .map((name) => join(folder, name));
}

const nameOf = (file: string): string => basename(file, '.ctt');
