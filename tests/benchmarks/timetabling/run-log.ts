import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { CttRun } from './solve-ctt.ts';

/** What is kept of a run. */
export interface LoggedRun extends Pick<CttRun, 'placedMs' | 'costOfSearch' | 'triedPerSecond' | 'weighedPerSecond'> {
  instance: string;
  seed: number;
  seconds: number;
  /** Of which clock the seconds are. */
  clock: 'wall' | 'cpu';
  cost: number;
  broken: number;
  /** The load of the machine (average of a minute) when the run ended. */
  load: number;
}

/** The runs in a file of one JSON object a line; none when there is no such file yet. */
export function readRuns(file: string | undefined): LoggedRun[] {
  if (file === undefined || !existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LoggedRun);
}

export function addRun(file: string | undefined, run: LoggedRun): void {
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(run)}\n`);
}
