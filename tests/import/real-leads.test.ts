import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@campusgraph/stack';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runImport } from './run-import.ts';
import { funnelOf, funnelOfRows, openSchool, type School } from './school.ts';

/** Real leads of an education company. They may not enter the repository, so not every checkout has them beside it. */
const FILE = join(CHECKOUT, '../shared/data/leads/leads.csv');
const MAPPING = join(CHECKOUT, 'tests/data/leads.mapping.json');

if (existsSync(FILE)) {
  let school: School;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school?.close());

  const command = () => ['leads', FILE, '--branch', 'BJ01', '--source', 'X Education', '--mapping', MAPPING];

  test('7,384 real leads are imported, and the funnel agrees with the file row for row', async () => {
    const { exitCode, lastLine } = await runImport([...command(), '--url', school.url], school.token);
    expect(lastLine).toBe('imported 7384, duplicates 0, rejected 0 of 7384 rows');
    expect(exitCode).toBe(0);
    expect(await funnelOf(school, 'BJ01')).toEqual(funnelOfRows(rowsOfFile()));
  });

  test('7,384 real leads imported again are all duplicates, and the funnel stays', async () => {
    const { lastLine } = await runImport([...command(), '--url', school.url], school.token);
    expect(lastLine).toBe('imported 0, duplicates 7384, rejected 0 of 7384 rows');
    expect(await funnelOf(school, 'BJ01')).toEqual(funnelOfRows(rowsOfFile()));
  });
} else {
  test('the real leads are MISSING beside this checkout: their import is not checked here', () => {
    console.warn(`There is no ${FILE}; the import is checked with generated lists only.`);
  });
}

const CHANNELS: Readonly<Record<string, string>> = {
  API: 'WEBSITE',
  'Landing Page Submission': 'WEBSITE',
  'Lead Add Form': 'MANUAL',
  'Quick Add Form': 'MANUAL',
};

/** Read without our reader: of its first seven columns none is ever quoted. */
const rowsOfFile = () =>
  readFileSync(FILE, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [, , origin = '', source = '', , , converted] = line.split(',');
      return {
        channel: CHANNELS[origin] ?? 'IMPORT',
        sourceName: ['', 'Select'].includes(source) ? 'Unknown' : source,
        converted: converted === '1',
      };
    });
