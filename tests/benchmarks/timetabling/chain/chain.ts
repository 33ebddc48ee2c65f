import { parseArgs } from 'node:util';
import { breaches, lessonDates, makeTimetable } from '@campusgraph/academics/timetabling/school';
import type { Benchmark, Row, Verdict } from '../../benchmark.ts';
import { chainSchool } from './chain-school.ts';

/** Branches of the chain at 1×. */
const BRANCHES = 5;
/** How much more a lesson of the largest chain may take than one of the smallest. */
const MOST_GROWTH = 2;

interface ChainRun {
  lessons: number;
  unplaced: number;
  broken: number;
  miscounted: number;
  cpuMsPerLesson: number;
  rssPerLesson: number;
  row: Row;
}

/** `--scales 1,2,4`, `--seconds` of search at 1× (in proportion above), `--seed`. */
export const timetablingChain: Benchmark = {
  name: 'timetabling-chain',
  about:
    'a term of a chain of 5 branches, 3,000 classes and 30,000 children, and of chains twice and four times as large',
  run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        scales: { type: 'string', default: '1,2,4' },
        seconds: { type: 'string', default: '60' },
        seed: { type: 'string', default: '1' },
      },
    });
    const scales = values.scales.split(',').map(Number);
    const seconds = Number(values.seconds);
    if (!(seconds > 0) || !scales.every((scale) => scale > 0)) throw new Error('--scales and --seconds are above 0.');
    const runs = scales.map((scale) => chainRun(scale, seconds * scale, Number(values.seed)));
    return Promise.resolve({
      rows: runs.map(({ row }) => row),
      verdicts: verdicts(runs),
      notes: [`${seconds} s of search at 1×, in proportion above; one thread, wall clock`],
    });
  },
};

function chainRun(scale: number, seconds: number, seed: number): ChainRun {
  const school = chainSchool(BRANCHES * scale, seed);
  const begun = cpuMs();
  let placedMs: number | null = null;
  const timetable = makeTimetable(school, {
    seed,
    budget: { ms: seconds * 1000, clock: () => performance.now() },
    onProgress: ({ unplaced }) => {
      if (unplaced === 0) placedMs ??= cpuMs() - begun;
    },
  });
  const rssMiB = process.memoryUsage().rss / 2 ** 20;
  const { placements, unplaced, costs, searchCost } = timetable;
  const wishes = Object.values(costs).reduce((a, b) => a + b, 0);
  const broken = breaches(school, timetable).length;
  const { lessons, lost } = lessonDates(school, timetable);
  const weekly = placements.length + unplaced.length;
  const row = {
    scale,
    classes: school.classGroups.length,
    children: school.students.length,
    weekly,
    ofTerm: lessons.length,
    toMakeUp: lost.length,
    unplaced: unplaced.length,
    broken,
    placedCpuMs: placedMs,
    searchSeconds: seconds,
    rssMiB,
    cost: wishes,
    ...costs,
  };
  console.log(`${scale}×  placed in ${Math.round(placedMs ?? Number.NaN)} ms of CPU, cost ${wishes}`);
  return {
    lessons: weekly,
    unplaced: unplaced.length,
    broken,
    miscounted: unplaced.length === 0 && wishes !== searchCost ? 1 : 0,
    rssPerLesson: rssMiB / weekly,
    cpuMsPerLesson: (placedMs ?? Number.POSITIVE_INFINITY) / weekly,
    row,
  };
}

function verdicts(runs: readonly ChainRun[]): Verdict[] {
  const [first, last] = [runs[0], runs.at(-1)];
  const count = (of: (run: ChainRun) => number) => runs.reduce((sum, run) => sum + of(run), 0);
  return [
    { what: 'hard rules broken', measured: count(({ broken }) => broken), atMost: 0 },
    { what: 'lessons without a place', measured: count(({ unplaced }) => unplaced), atMost: 0 },
    {
      what: 'runs whose search counts another cost than the wishes',
      measured: count(({ miscounted }) => miscounted),
      atMost: 0,
    },
    {
      what: 'CPU time per lesson until all are placed, the largest chain over the smallest',
      measured: (last?.cpuMsPerLesson ?? 0) / (first?.cpuMsPerLesson ?? 1),
      atMost: MOST_GROWTH,
    },
    {
      what: 'memory per lesson, the largest chain over the smallest',
      measured: (last?.rssPerLesson ?? 0) / (first?.rssPerLesson ?? 1),
      atMost: 1,
    },
  ];
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
