import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, BenchmarkResult, Row, Verdict } from '../../benchmark.ts';
import { type FetClRun, findFetCl, runFetCl } from './fet-cl.ts';
import { judge } from './judge.ts';
import { type FetConstraint, type FetProblem, readFet } from './read.ts';
import { type FetRun, solveFet } from './solve-fet.ts';

/** Of the Debian package `fet-data`; their licence keeps them out of the repository. */
const SAMPLES = '/usr/share/doc/fet-data/examples/FET-5-official';

/** Those that FET finishes first. The others it does not finish in 50–100 s. */
const INSTANCES = [
  { name: 'Batna S1', file: 'Algeria/Mechanical-Batna_Univ/ET2012-2013-S1.fet', isFinishedByFet: true },
  { name: 'Craiova', file: 'Romania/Faculty-Computers-Craiova/Computers-Craiova.fet', isFinishedByFet: true },
  { name: 'Spain school', file: 'Spain/1-school/school.fet', isFinishedByFet: true },
  {
    name: 'Hong Kong',
    file: 'Hong-Kong/secondary-school-2/FET-2020-07-30-SAMPLE_HK_6_period.fet',
    isFinishedByFet: true,
  },
  { name: 'lk-example', file: 'anonymous/2/2017/lk-example.fet', isFinishedByFet: false },
  { name: 'Malta Klikk', file: 'Malta/Klikk-SLP/Klikks-SLP.fet', isFinishedByFet: false },
  { name: 'Germany GYR', file: 'Germany/secondary-school-2/GYR.fet', isFinishedByFet: false },
];

/** `--fet FILE` for one file of your own. */
export const timetablingFet: Benchmark = {
  name: 'timetabling-fet',
  about: "the school's search core on samples of FET, a timetabling program in wide use, next to FET itself",
  run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        fet: { type: 'string' },
        only: { type: 'string' },
        seconds: { type: 'string', default: '50' },
        seed: { type: 'string', default: '1' },
      },
    });
    const chosen =
      values.fet === undefined
        ? INSTANCES.map((each) => ({ ...each, file: join(SAMPLES, each.file) }))
        : [{ name: basename(values.fet, '.fet'), file: values.fet, isFinishedByFet: false }];
    const wanted = chosen.filter(({ name }) => values.only === undefined || name === values.only);
    return Promise.resolve(compare(wanted, Number(values.seconds), Number(values.seed)));
  },
};

interface Comparison {
  name: string;
  isFinishedByFet: boolean;
  ours: FetRun;
  fets: FetClRun | null;
  /** What FET's own timetable breaks, by our evaluator: a check of the evaluator. */
  fetsBroken: number | null;
}

function compare(instances: typeof INSTANCES, seconds: number, seed: number): BenchmarkResult {
  const here = instances.filter(({ file }) => existsSync(file));
  const command = findFetCl();
  const notes = [
    ...(here.length < instances.length
      ? [`SKIPPED: ${instances.length - here.length} samples are not in ${SAMPLES} (Debian package fet-data).`]
      : []),
    ...(command === undefined ? ['SKIPPED: FET itself, there is no fet-cl (Debian package fet).'] : []),
    `seed ${seed}, ${seconds} s, one thread; times are CPU time. FET's includes reading the file and writing the timetable.`,
  ];
  const compared = here.map(({ name, file, isFinishedByFet }) => {
    const fet = readFet(readFileSync(file, 'utf8'));
    const ours = solveFet(fet, seconds, seed);
    const fets = command === undefined ? null : runFetCl(command, file, fet, seconds);
    notes.push(...leftOut(name, ours));
    return { name, isFinishedByFet, ours, fets, fetsBroken: brokenByFet(fet, fets) };
  });
  return { rows: compared.map(row), verdicts: verdicts(compared), notes };
}

const brokenByFet = (fet: FetProblem, fets: FetClRun | null): number | null =>
  fets?.places ? judge(fet, fets.places).broken.length : null;

function row({ name, ours, fets, fetsBroken }: Comparison): Row {
  const { model, judgement, asked, unplaced, keptMs } = ours;
  return {
    instance: name,
    activities: model.fet.activities.length,
    unplaced,
    broken: judgement.broken.length,
    keptMs,
    fetMs: fets?.places ? fets.cpuMs : null,
    fetBroken: fetsBroken,
    hardLeftOut: asked['left out'].filter(isHard).length,
    hardUnjudged: judgement.unjudged.length,
    softKept: `${judgement.softKept}/${judgement.soft}`,
  };
}

function verdicts(compared: readonly Comparison[]): Verdict[] {
  const dishonest = compared.filter(({ ours }) => ours.keptMs !== null && breaksWhatWasAsked(ours));
  const feasible = compared
    .filter(({ isFinishedByFet }) => isFinishedByFet)
    .map(({ name, ours }) => ({
      what: `${name}: broken, with ${ours.asked['left out'].filter(isHard).length} hard constraints left out`,
      measured: ours.judgement.broken.length,
      atMost: 0,
    }));
  const inTime = compared.flatMap(({ name, ours, fets }) =>
    fets?.places && ours.keptMs !== null
      ? [{ what: `${name}: CPU time over FET's`, measured: ours.keptMs / fets.cpuMs, atMost: 1 }]
      : [],
  );
  return [
    { what: 'timetables that break more than was left out', measured: dishonest.length, atMost: 0 },
    {
      what: "timetables of FET's that our evaluator finds wrong",
      measured: compared.filter(({ fetsBroken }) => (fetsBroken ?? 0) > 0).length,
      atMost: 0,
    },
    ...feasible,
    ...inTime,
  ];
}

/** What was left out may be broken, and nothing else. */
function breaksWhatWasAsked({ judgement, asked }: FetRun): boolean {
  const mayBreak = asked['left out'].map(({ name }) => `${name} (`);
  return judgement.broken.some((each) => !mayBreak.some((name) => each.startsWith(name)));
}

function leftOut(name: string, { asked, judgement }: FetRun): string[] {
  return [
    ...counted(asked['left out']).map((each) => `${name}: left out or not in full: ${each}`),
    ...counted(asked['aimed at']).map((each) => `${name}: aimed at: ${each}`),
    ...counted(judgement.unjudged).map((each) => `${name}: not judged: ${each}`),
  ];
}

/** `3 × MinDaysBetweenActivities (90 %)` */
const counted = (constraints: readonly FetConstraint[]): string[] =>
  [...Map.groupBy(constraints, ({ name, weight }) => `${name} (${weight} %)`)].map(
    ([what, those]) => `${those.length} × ${what}`,
  );

const isHard = ({ weight }: FetConstraint): boolean => weight === 100;
