import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { FetPlace } from './adapt.ts';
import { child, type FetProblem, nodes, readXml, text } from './read.ts';

export interface FetClRun {
  /** Of the whole process, reading and writing included: FET itself tells whole seconds only. */
  cpuMs: number;
  /** Null when it did not finish in its time. */
  places: FetPlace[] | null;
}

/** Of the timetables only the one in XML is written. */
const OPTIONS = [
  '--htmllevel=0',
  ...['conflicts', 'statistics', 'dayshorizontal', 'daysvertical', 'timehorizontal', 'timevertical'].map(
    (part) => `--writetimetables${part}=false`,
  ),
];

export const findFetCl = (): string | undefined =>
  ['/usr/bin/fet-cl', '/usr/local/bin/fet-cl', '/opt/homebrew/bin/fet-cl'].find((path) => existsSync(path));

/** FET itself, on the same file and machine. */
export function runFetCl(command: string, file: string, fet: FetProblem, seconds: number): FetClRun {
  const folder = mkdtempSync(join(tmpdir(), 'campusgraph-fet-'));
  try {
    const args = [`--inputfile=${file}`, `--outputdir=${folder}`, `--timelimitseconds=${seconds}`, ...OPTIONS];
    const { stdout } = spawnSync('sh', ['-c', '"$@" >/dev/null 2>&1; times', 'sh', command, ...args], {
      encoding: 'utf8',
    });
    const name = basename(file, '.fet');
    const answer = join(folder, 'timetables', name, `${name}_activities.xml`);
    return {
      cpuMs: childrenMs(stdout),
      places: existsSync(answer) ? readPlaces(readFileSync(answer, 'utf8'), fet) : null,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** FET's own timetable, as it writes it. */
export const readPlaces = (xml: string, { days, hours }: FetProblem): FetPlace[] =>
  nodes(child(readXml(xml), 'Activities_Timetable'), 'Activity').map((node) => ({
    id: text(node, 'Id'),
    day: days.indexOf(text(node, 'Day')),
    hour: hours.indexOf(text(node, 'Hour')),
    ...(text(node, 'Room') !== '' && { room: text(node, 'Room') }),
  }));

/** The shell's `times` says on its second line what its children took: `0m1.05s 0m0.03s`. */
function childrenMs(times: string): number {
  const ofChildren = times.trim().split('\n').at(-1) ?? '';
  return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
}
