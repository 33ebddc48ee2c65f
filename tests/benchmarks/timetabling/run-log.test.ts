import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { timetabling } from './timetabling.ts';

const TINY = `Name: Tiny
Courses: 1
Rooms: 1
Days: 1
Periods_per_day: 2
Curricula: 0
Constraints: 0

COURSES:
algebra Ada 2 1 40

ROOMS:
small 35

CURRICULA:

UNAVAILABILITY_CONSTRAINTS:

END.
`;

test('a measurement that was ended goes on with the seeds that are missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ctt-'));
  const log = join(folder, 'runs.jsonl');
  for (const name of ['one', 'two']) writeFileSync(join(folder, `${name}.ctt`), TINY);
  const measure = (seeds: number) =>
    timetabling.run(['--folder', folder, '--log', log, '--cpu-seconds', '0.05', '--seeds', `${seeds}`]);

  await measure(1);
  const first = readFileSync(log, 'utf8');
  const { rows } = await measure(2);

  expect(rows).toMatchObject([
    { instance: 'one', seeds: 2, mean: 10 },
    { instance: 'two', seeds: 2, mean: 10 },
  ]);
  expect(readFileSync(log, 'utf8').startsWith(first)).toBe(true);
  const seeds = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { seed: number }).seed);
  expect(seeds).toEqual([1, 1, 2, 2]);
});
