import { describe, expect, test } from '@jest/globals';
import { type CttPlace, parseCtt, parseSolution, printSolution } from './ctt.ts';
import { cttCost } from './ctt-cost.ts';
import { solveCtt } from './solve-ctt.ts';

const problem = parseCtt(`Name: Small
Courses: 3
Rooms: 2
Days: 2
Periods_per_day: 3
Curricula: 1
Constraints: 1

COURSES:
algebra Ada 3 2 30
logic Ada 1 1 40
music Bob 1 1 20

ROOMS:
small 25
large 35

CURRICULA:
first 2 algebra logic

UNAVAILABILITY_CONSTRAINTS:
music 0 0

END.
`);

/** Every lecture has its place: the least that can be said for a solution. */
const GOOD = ['algebra large 0 0', 'algebra large 0 1', 'algebra large 1 0', 'logic large 1 1', 'music small 0 1'];
const solution = (...lines: string[]): CttPlace[] => parseSolution(lines.join('\n'));
const changed = (from: string, to: string): CttPlace[] => solution(...GOOD.map((line) => (line === from ? to : line)));

describe('what a solution costs', () => {
  test('one for each student without a seat', () => {
    expect(cttCost(problem, solution(...GOOD))).toMatchObject({ broken: [], capacity: 5, total: 5 });
  });
  test('five for each day that a course misses, two for a lecture that its curriculum leaves alone', () => {
    const cost = cttCost(problem, changed('algebra large 1 0', 'algebra large 0 2'));
    expect(cost).toMatchObject({ broken: [], workingDays: 5, isolated: 2, rooms: 0 });
  });
  test('one for each room after the first', () => {
    expect(cttCost(problem, changed('algebra large 1 0', 'algebra small 1 0'))).toMatchObject({
      capacity: 10,
      rooms: 1,
    });
  });
});

describe('a solution is wrong', () => {
  test.each([
    [
      'with a lecture at an unavailable period',
      'music small 0 1',
      'music small 0 0',
      ['music in small at 0/0: unavailable'],
    ],
    [
      'with two lectures in one room',
      'music small 0 1',
      'music large 0 1',
      ['algebra and music at 0/1: the same room'],
    ],
    [
      'with two lectures of a course at once',
      'algebra large 0 1',
      'algebra small 0 0',
      ['algebra and algebra at 0/0: the same course'],
    ],
    ['in a room that is not there', 'music small 0 1', 'music attic 0 1', ['music in attic at 0/1: no such room']],
    ['in a period that is not there', 'music small 0 1', 'music small 0 3', ['music in small at 0/3: no such period']],
    [
      'with a teacher and a curriculum in two places',
      'logic large 1 1',
      'logic small 1 0',
      ['algebra and logic at 1/0: the same teacher', 'algebra and logic at 1/0: the same curriculum'],
    ],
  ])('%s', (_, from, to, broken) => {
    expect(cttCost(problem, changed(from, to)).broken).toEqual(broken);
  });
  test('without all its lectures', () => {
    expect(cttCost(problem, solution(...GOOD.slice(1))).broken).toEqual(['algebra has 2 of 3 lectures']);
  });
});

test('the search finds the best solution, and writes what it reads', () => {
  const { places, cost, costOfSearch } = solveCtt(problem, { steps: 20_000 }, 1);
  expect(cost).toMatchObject({ broken: [], total: 5 });
  expect(costOfSearch).toBe(5);
  expect(parseSolution(printSolution(places))).toEqual(places);
});
