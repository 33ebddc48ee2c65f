import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Annealing, TUNED } from './annealing.ts';
import { breaches, costs, totalCost } from './evaluate.ts';
import { Filling } from './fill.ts';
import { flatten } from './flat-problem.ts';
import { type Choice, FORBIDDEN, type Given, type Series, type TimetablingProblem } from './problem.ts';
import { Random } from './random.ts';
import { search } from './search.ts';
import { Timetable } from './timetable.ts';
import { timetableCost } from './timetable-cost.ts';

const cost = fc.integer({ min: 0, max: 9 });
const shape = fc.record({
  lonelyCost: cost,
  idleCost: cost,
  dayCost: cost,
  maxSlots: fc.integer({ min: 3, max: 9 }),
  maxInRow: fc.integer({ min: 2, max: 9 }),
  minSlots: fc.nat(3),
});
const week = fc.record(
  { maxDays: fc.integer({ min: 1, max: 4 }), restSlots: fc.nat(6), maxIdleSlots: fc.nat(6) },
  { requiredKeys: [] },
);
const daysApart = fc.constantFrom(0, 0, 0, 1, 2, 3);

/** Small problems of every kind: short days and days of two words, long lessons, travel, links, teachers to choose from. */
const problems: fc.Arbitrary<TimetablingProblem> = fc
  .record({
    days: fc.integer({ min: 1, max: 4 }),
    slotsPerDay: fc.constantFrom(5, 9, 14, 40),
    roomCount: fc.integer({ min: 0, max: 4 }),
    teacherCount: fc.integer({ min: 0, max: 3 }),
    seriesCount: fc.integer({ min: 1, max: 7 }),
  })
  .chain(({ days, slotsPerDay, roomCount, teacherCount, seriesCount }) => {
    const slots = days * slotsPerDay;
    const closed = fc.array(fc.nat(slots - 1), { maxLength: 4 });
    const choices = (count: number): fc.Arbitrary<Choice[]> =>
      count === 0
        ? fc.constant([])
        : fc.uniqueArray(fc.record({ id: fc.nat(count - 1), cost }), { selector: ({ id }) => id, minLength: 1 });
    const series: fc.Arbitrary<Series> = fc.record({
      lessons: fc.integer({ min: 1, max: 4 }),
      durationSlots: fc.integer({ min: 1, max: 4 }),
      startCosts: fc.array(fc.oneof({ weight: 3, arbitrary: cost }, fc.constant(FORBIDDEN)), {
        minLength: slots,
        maxLength: slots,
      }),
      rooms: choices(roomCount),
      teachers: choices(teacherCount),
      site: fc.nat(1),
      daysApart,
      minDays: fc.integer({ min: 0, max: 4 }),
      spreadCost: cost,
      extraRoomCost: cost,
      extraTeacherCost: cost,
    });
    const number = fc.nat(seriesCount - 1);
    return fc.record({
      days: fc.constant(days),
      slotsPerDay: fc.constant(slotsPerDay),
      rooms: fc.array(fc.record({ closed }), { minLength: roomCount, maxLength: roomCount }),
      teachers: fc.array(
        fc.record({
          closed,
          maxSlotsPerWeek: fc.integer({ min: 2, max: 16 }),
          fairSlots: fc.nat(8),
          overloadCost: cost,
          day: shape,
          week,
          maxRoomsPerDay: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: teacherCount, maxLength: teacherCount },
      ),
      series: fc.array(series, { minLength: seriesCount, maxLength: seriesCount }),
      conflicts: fc.array(fc.record({ a: number, b: number, gapSlots: fc.nat(3), daysApart }), { maxLength: 6 }),
      agendas: fc.array(
        fc.record({
          series: fc.uniqueArray(number, { maxLength: 3 }),
          weight: fc.integer({ min: 1, max: 3 }),
          day: shape,
          week,
        }),
        { maxLength: 3 },
      ),
      roomLimits: fc.array(
        fc.record({ series: fc.uniqueArray(number), maxRooms: fc.integer({ min: 1, max: 3 }), perDay: fc.boolean() }),
        { maxLength: 2 },
      ),
      sameHours: fc.array(fc.uniqueArray(fc.nat(seriesCount - 1), { maxLength: 3 }), { maxLength: 1 }),
      repeats: fc.boolean(),
      breaksAfter: fc.array(fc.nat(slotsPerDay - 1), { maxLength: 2 }),
      links: fc.array(fc.record({ offsetSlots: fc.integer({ min: 0, max: 2 }) }), { maxLength: 1 }),
      travelSlots: fc.constantFrom(
        [],
        [
          [0, 2],
          [1, 0],
        ],
      ),
      unplacedCost: fc.constant(10_000),
    });
  })
  .map(({ links, agendas, ...problem }) => ({
    ...problem,
    // What is in one agenda does not overlap; the parties' conflicts say so.
    agendas,
    conflicts: [...problem.conflicts, ...agendas.flatMap((agenda) => allPairs(agenda.series))],
    links:
      problem.series.length < 2
        ? []
        : links.map((link) => ({ first: 0, second: problem.series[0]?.lessons ?? 0, ...link })),
  }));

const allPairs = (series: readonly number[]) => series.flatMap((a, i) => series.slice(i + 1).map((b) => ({ a, b })));

/** A timetable as far as it could be filled, and what changes it. */
function filled(problem: TimetablingProblem, seed: number, given?: Given) {
  const random = new Random(seed);
  const timetable = new Timetable(flatten(problem), given);
  const filling = new Filling(timetable, random);
  for (let i = 0; i < 100 && !filling.done; i++) filling.step();
  return { timetable, annealing: new Annealing(timetable, random, TUNED) };
}

/** Days may be too short as long as the search goes on. */
const brokenOnTheWay = (problem: TimetablingProblem, timetable: Timetable) =>
  breaches(problem, timetable).filter(({ rule }) => rule !== 'DAY_SHORT');

test('what a search answers breaks no rule', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const found = search(flatten(problem), { seed, budget: { steps: 800 } });
      expect(breaches(problem, found.assignment)).toEqual([]);
      expect(found.cost).toBe(totalCost(costs(problem, found.assignment)));
    }),
    { numRuns: 30 },
  );
});

describe('the cost that is kept up while searching', () => {
  test('equals the plain one, and no rule is ever broken', () => {
    fc.assert(
      fc.property(
        problems,
        fc.integer(),
        fc.record({ start: cost, day: cost, room: cost, teacher: cost }),
        (problem, seed, changeCosts) => {
          const { starts, rooms, teachers } = filled(problem, seed + 1).timetable;
          const given: Given = { assignment: { starts, rooms, teachers }, changeCosts };
          const { timetable, annealing } = filled(problem, seed, given);
          expect(brokenOnTheWay(problem, timetable)).toEqual([]);
          let running = timetableCost(timetable);
          for (let i = 0; i < 300; i++) {
            const delta = annealing.step(20);
            if (delta === 0) continue;
            running += delta;
            expect(running).toBe(totalCost(costs(problem, timetable, given)));
            expect(brokenOnTheWay(problem, timetable)).toEqual([]);
          }
          expect(timetableCost(timetable)).toBe(running);
        },
      ),
      { numRuns: 100 },
    );
  });
});

test('two lessons that fight for one hour do not keep the others from theirs', () => {
  const onlyAt = (...slots: number[]): Series => ({
    lessons: 1,
    durationSlots: 1,
    startCosts: Array.from({ length: 6 }, (_, slot) => (slots.includes(slot) ? 0 : FORBIDDEN)),
    rooms: [],
    teachers: [],
  });
  const problem: TimetablingProblem = {
    days: 1,
    slotsPerDay: 6,
    rooms: [],
    teachers: [],
    series: [onlyAt(0), onlyAt(0), onlyAt(1, 2, 3, 4, 5), onlyAt(1, 2, 3, 4, 5)],
    conflicts: [{ a: 0, b: 1 }],
    agendas: [],
    unplacedCost: 100,
  };
  expect(search(flatten(problem), { seed: 1, budget: { steps: 2000 } }).unplaced).toBe(1);
});
