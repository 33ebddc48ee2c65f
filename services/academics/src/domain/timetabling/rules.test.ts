import { describe, expect, test } from '@jest/globals';
import { breaches, costs, totalCost } from './evaluate.ts';
import { flatten } from './flat-problem.ts';
import type { Rule } from './placed.ts';
import { type Assignment, FORBIDDEN, type Given, NOWHERE, type Series, type TimetablingProblem } from './problem.ts';
import { search } from './search.ts';

/** Two days of four slots. The earlier a lesson the cheaper, so that lessons crowd where they must not. */
const EARLY = [0, 10, 20, 30, 40, 50, 60, 70];
const lesson = (more: Partial<Series> = {}): Series => ({
  lessons: 1,
  durationSlots: 1,
  startCosts: EARLY,
  rooms: [],
  teachers: [],
  ...more,
});
const week = (more: Partial<TimetablingProblem>): TimetablingProblem => ({
  days: 2,
  slotsPerDay: 4,
  rooms: [{}, {}],
  teachers: [{}, {}],
  series: [],
  conflicts: [],
  agendas: [],
  unplacedCost: 10_000,
  ...more,
});
/** Four days of two slots. */
const fourDays = (more: Partial<TimetablingProblem>) => week({ days: 4, slotsPerDay: 2, ...more });
const LATER = [0, 90, 5, 90, 20, 90, 40, 90];
const AT_FOUR = [90, 90, 90, 90, 0, 90, 90, 90];
const at = (starts: number[], rooms: number[] = [], teachers: number[] = []): Assignment => ({
  starts: Int32Array.from(starts),
  rooms: Int32Array.from(starts, (_, i) => rooms[i] ?? NOWHERE),
  teachers: Int32Array.from(starts, (_, i) => teachers[i] ?? NOWHERE),
});
const room = (...ids: number[]) => ids.map((id) => ({ id, cost: id }));
const teacher = room;

interface Temptation {
  name: string;
  rule: Rule;
  problem: TimetablingProblem;
  /** Cheaper than any timetable that keeps the rule. */
  tempting: Assignment;
  given?: Given;
}

const TEMPTATIONS: Temptation[] = [
  {
    name: 'no lesson before the school opens',
    rule: 'START_ALLOWED',
    problem: week({ series: [lesson({ startCosts: [FORBIDDEN, ...EARLY.slice(1)] })] }),
    tempting: at([0]),
  },
  {
    name: 'a lesson does not run past the end of the day',
    rule: 'START_ALLOWED',
    problem: week({ series: [lesson({ durationSlots: 2, startCosts: EARLY.toReversed() })] }),
    tempting: at([7]),
  },
  {
    name: 'a dance lesson is not held in a classroom',
    rule: 'ROOM_ALLOWED',
    problem: week({
      series: [
        lesson({
          rooms: [
            { id: 0, cost: 5 },
            { id: 1, cost: 0 },
          ],
        }),
        lesson({ rooms: [{ id: 1, cost: 0 }] }),
      ],
    }),
    tempting: at([0, 0], [1, 0]),
  },
  {
    name: 'a closed room is not used',
    rule: 'ROOM_OPEN',
    problem: week({ rooms: [{ closed: [1] }], series: [lesson({ durationSlots: 2, rooms: room(0) })] }),
    tempting: at([0], [0]),
  },
  {
    name: 'a room has one lesson at a time',
    rule: 'ROOM_ONCE',
    problem: week({ series: [lesson({ rooms: room(0), durationSlots: 2 }), lesson({ rooms: room(0) })] }),
    tempting: at([0, 0], [0, 0]),
  },
  {
    name: 'nobody teaches what they cannot teach',
    rule: 'TEACHER_ALLOWED',
    problem: week({ series: [lesson({ teachers: teacher(1) })] }),
    tempting: at([0], [], [0]),
  },
  {
    name: 'nobody teaches when they are not there',
    rule: 'TEACHER_FREE',
    problem: week({ teachers: [{ closed: [0] }], series: [lesson({ teachers: teacher(0) })] }),
    tempting: at([0], [], [0]),
  },
  {
    name: 'a teacher has one lesson at a time',
    rule: 'TEACHER_ONCE',
    problem: week({ series: [lesson({ teachers: teacher(0) }), lesson({ teachers: teacher(0) })] }),
    tempting: at([0, 0], [], [0, 0]),
  },
  {
    name: 'a teacher has the time to travel between two branches',
    rule: 'TEACHER_TRAVEL',
    problem: week({
      travelSlots: [
        [0, 2],
        [2, 0],
      ],
      series: [lesson({ teachers: teacher(0) }), lesson({ teachers: teacher(0), site: 1 })],
    }),
    tempting: at([0, 1], [], [0, 0]),
  },
  {
    name: 'nobody teaches more than their week',
    rule: 'TEACHER_WEEK',
    problem: week({
      teachers: [{ maxSlotsPerWeek: 2 }, {}],
      series: [lesson({ lessons: 3, teachers: teacher(0, 1) })],
    }),
    tempting: at([0, 1, 2], [], [0, 0, 0]),
  },
  {
    name: 'nobody teaches more than their day',
    rule: 'DAY_FULL',
    problem: week({ teachers: [{ day: { maxSlots: 2 } }], series: [lesson({ lessons: 3, teachers: teacher(0) })] }),
    tempting: at([0, 1, 2], [], [0, 0, 0]),
  },
  {
    name: 'a child does not have more lessons on a day than it can bear',
    rule: 'DAY_FULL',
    problem: week({
      series: [lesson({ lessons: 2 }), lesson()],
      conflicts: [{ a: 0, b: 1 }],
      agendas: [{ series: [0, 1], weight: 1, day: { maxSlots: 2 } }],
    }),
    tempting: at([0, 1, 2]),
  },
  {
    name: 'two lessons of a class are not at once',
    rule: 'SERIES_ONCE',
    problem: week({ series: [lesson({ lessons: 2, durationSlots: 2 })] }),
    tempting: at([0, 1]),
  },
  {
    name: 'two lessons of a class that want different days have them',
    rule: 'DAYS_APART',
    problem: week({ series: [lesson({ lessons: 2, daysApart: 1 })] }),
    tempting: at([0, 1]),
  },
  {
    name: 'two lessons of a class have a day between them',
    rule: 'DAYS_APART',
    problem: fourDays({ series: [lesson({ lessons: 2, daysApart: 2, startCosts: LATER })] }),
    tempting: at([0, 2]),
  },
  {
    name: 'Sunday is next to Monday',
    rule: 'DAYS_APART',
    problem: fourDays({
      repeats: true,
      series: [lesson({ lessons: 2, daysApart: 2, startCosts: [0, 5, 30, 40, 90, 90, 6, 60] })],
    }),
    tempting: at([0, 6]),
  },
  {
    name: 'two courses of a child have a day between them',
    rule: 'DAYS_APART',
    problem: fourDays({
      series: [lesson({ startCosts: LATER }), lesson({ startCosts: LATER })],
      conflicts: [{ a: 0, b: 1, daysApart: 2 }],
    }),
    tempting: at([0, 2]),
  },
  {
    name: 'a teacher has a break after two lessons',
    rule: 'DAY_IN_ROW',
    problem: week({ teachers: [{ day: { maxInRow: 2 } }], series: [lesson({ lessons: 3, teachers: teacher(0) })] }),
    tempting: at([0, 1, 2], [], [0, 0, 0]),
  },
  {
    name: 'a break of the house is a break',
    rule: 'DAY_IN_ROW',
    problem: week({
      breaksAfter: [0],
      teachers: [{ day: { maxInRow: 2 } }],
      series: [lesson({ lessons: 3, teachers: teacher(0), startCosts: [15, 0, 10, 12, 40, 50, 60, 70] })],
    }),
    tempting: at([1, 2, 3], [], [0, 0, 0]),
  },
  {
    name: 'a young child does not sit through three hours',
    rule: 'DAY_IN_ROW',
    problem: week({
      series: [lesson({ lessons: 2 }), lesson()],
      conflicts: [{ a: 0, b: 1 }],
      agendas: [{ series: [0, 1], weight: 1, day: { maxInRow: 2 } }],
    }),
    tempting: at([0, 1, 2]),
  },
  {
    name: 'nobody comes for a single lesson',
    rule: 'DAY_SHORT',
    problem: week({
      teachers: [{ day: { minSlots: 2 } }],
      series: [lesson({ teachers: teacher(0) }), lesson({ teachers: teacher(0), startCosts: AT_FOUR })],
    }),
    tempting: at([0, 4], [], [0, 0]),
  },
  {
    name: 'a class does not come for a single lesson',
    rule: 'DAY_SHORT',
    problem: week({
      series: [lesson(), lesson({ startCosts: AT_FOUR })],
      conflicts: [{ a: 0, b: 1 }],
      agendas: [{ series: [0, 1], weight: 1, day: { minSlots: 2 } }],
    }),
    tempting: at([0, 4]),
  },
  {
    name: 'a teacher has a day off',
    rule: 'WEEK_DAYS',
    problem: week({
      teachers: [{ week: { maxDays: 1 } }],
      series: [lesson({ teachers: teacher(0) }), lesson({ teachers: teacher(0), startCosts: AT_FOUR })],
    }),
    tempting: at([0, 4], [], [0, 0]),
  },
  {
    name: 'a teacher of the evening does not begin the next morning',
    rule: 'WEEK_REST',
    problem: week({
      teachers: [{ week: { restSlots: 2 } }],
      series: [
        lesson({ teachers: teacher(0), startCosts: [9, 9, 9, 0, 9, 9, 9, 9] }),
        lesson({ teachers: teacher(0), startCosts: AT_FOUR }),
      ],
    }),
    tempting: at([3, 4], [], [0, 0]),
  },
  {
    name: 'a child of the evening does not begin the next morning, nor on Monday after a late Sunday',
    rule: 'WEEK_REST',
    problem: week({
      repeats: true,
      series: [lesson(), lesson({ startCosts: [50, 50, 50, 50, 50, 50, 50, 0] })],
      conflicts: [{ a: 0, b: 1 }],
      agendas: [{ series: [0, 1], weight: 1, day: {}, week: { restSlots: 1 } }],
    }),
    tempting: at([0, 7]),
  },
  {
    name: 'nobody waits more than an hour a week',
    rule: 'WEEK_IDLE',
    problem: week({
      series: [lesson(), lesson({ startCosts: [9, 9, 9, 0, 90, 90, 90, 90] })],
      conflicts: [{ a: 0, b: 1 }],
      agendas: [{ series: [0, 1], weight: 1, day: {}, week: { maxIdleSlots: 1 } }],
    }),
    tempting: at([0, 3]),
  },
  {
    name: 'a class stays in one room all week',
    rule: 'FEW_ROOMS',
    problem: week({
      rooms: [{ closed: [1] }, {}],
      series: [lesson({ lessons: 2, rooms: room(0, 1) })],
      roomLimits: [{ series: [0], maxRooms: 1 }],
    }),
    tempting: at([0, 1], [0, 1]),
  },
  {
    name: 'a class does not change its room within a day',
    rule: 'FEW_ROOMS',
    problem: week({
      rooms: [{ closed: [1] }, {}],
      series: [lesson({ lessons: 2, rooms: room(0, 1) })],
      roomLimits: [{ series: [0], maxRooms: 1, perDay: true }],
    }),
    tempting: at([0, 1], [0, 1]),
  },
  {
    name: 'a teacher does not change the room within a day',
    rule: 'FEW_ROOMS',
    problem: week({
      rooms: [{ closed: [1] }, {}],
      teachers: [{ maxRoomsPerDay: 1 }],
      series: [lesson({ lessons: 2, rooms: room(0, 1), teachers: teacher(0) })],
    }),
    tempting: at([0, 1], [0, 1], [0, 0]),
  },
  {
    name: 'a class has its lessons at the same hour on each day',
    rule: 'SAME_HOUR',
    problem: week({
      series: [lesson(), lesson({ startCosts: [90, 90, 90, 90, 9, 0, 9, 9] })],
      sameHours: [[0, 1]],
    }),
    tempting: at([0, 5]),
  },
  {
    name: 'a child in two courses is not in two places',
    rule: 'CONFLICT',
    problem: week({ series: [lesson(), lesson()], conflicts: [{ a: 0, b: 1 }] }),
    tempting: at([0, 0]),
  },
  {
    name: 'a child in courses at two branches has the time to get there',
    rule: 'CONFLICT',
    problem: week({ series: [lesson(), lesson()], conflicts: [{ a: 0, b: 1, gapSlots: 1 }] }),
    tempting: at([0, 1]),
  },
  {
    name: 'lessons that belong together start together',
    rule: 'LINK',
    problem: week({
      series: [lesson(), lesson({ startCosts: EARLY.map((cost) => 2 * Math.abs(cost - 10)) })],
      links: [{ first: 0, second: 1, offsetSlots: 0 }],
    }),
    tempting: at([0, 1]),
  },
  {
    name: 'a lesson that is fixed stays',
    rule: 'PINNED',
    problem: week({ series: [lesson()] }),
    given: { assignment: at([3]), pinned: new Set([0]) },
    tempting: at([0]),
  },
];

describe('whatever it would gain', () => {
  test.each(TEMPTATIONS)('$name', ({ rule, problem, tempting, given }) => {
    expect(new Set(breaches(problem, tempting, given).map((breach) => breach.rule))).toEqual(new Set([rule]));
    const found = search(flatten(problem), { seed: 1, budget: { steps: 20_000 }, ...(given && { given }) });
    expect(found.unplaced).toBe(0);
    expect(breaches(problem, found.assignment, given)).toEqual([]);
    expect(totalCost({ ...costs(problem, tempting, given), shortDays: 0 })).toBeLessThan(found.cost);
  });
});

describe('a search', () => {
  const crowded = week({
    slotsPerDay: 8,
    series: Array.from({ length: 6 }, (_, i) =>
      lesson({
        lessons: 2,
        startCosts: Array.from({ length: 16 }, (_, slot) => (slot * (i + 3)) % 7),
        rooms: room(0, 1),
      }),
    ),
    conflicts: [{ a: 0, b: 1 }],
  });

  test('finds the same timetable again from the same seed in the same number of steps', () => {
    const once = search(flatten(crowded), { seed: 7, budget: { steps: 30_000 } });
    expect(search(flatten(crowded), { seed: 7, budget: { steps: 30_000 } })).toEqual(once);
    expect(search(flatten(crowded), { seed: 8, budget: { steps: 30_000 } }).assignment).not.toEqual(once.assignment);
  });

  test('leaves out what cannot be placed, and says how many', () => {
    const full = week({
      rooms: [{}],
      series: [lesson({ lessons: 5, rooms: room(0) }), lesson({ lessons: 5, rooms: room(0) })],
    });
    const { assignment, unplaced } = search(flatten(full), { seed: 1, budget: { steps: 20_000 } });
    expect(unplaced).toBe(2);
    expect(assignment.starts.filter((start) => start === NOWHERE)).toHaveLength(2);
    expect(breaches(full, assignment)).toEqual([]);
  });

  test('makes the best of the rest when something cannot be placed', () => {
    const nowhere = lesson({ startCosts: EARLY.map(() => FORBIDDEN) });
    const dear = week({
      series: [nowhere, lesson({ startCosts: EARLY, rooms: room(1, 0) }), lesson({ rooms: room(1, 0) })],
    });
    const { unplaced, cost } = search(flatten(dear), { seed: 1, budget: { steps: 50_000 } });
    expect({ unplaced, soft: cost - dear.unplacedCost }).toEqual({ unplaced: 1, soft: 1 });
  });

  test('finds the better of two dear rooms when the cheap one is never free', () => {
    const costs = [0, 900, 500].map((cost, id) => ({ id, cost }));
    const full = week({
      rooms: [{}, {}, {}],
      series: [
        lesson({ lessons: 8, startCosts: EARLY.map(() => 0), rooms: room(0) }),
        lesson({ startCosts: EARLY.map(() => 0), rooms: costs }),
        lesson({ startCosts: EARLY.map((cost) => cost / 10) }),
      ],
    });
    const given = { assignment: at([0, 1, 2, 3, 4, 5, 6, 7, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 1]) };
    const found = search(flatten(full), { seed: 1, budget: { steps: 50_000 }, given });
    expect(found.assignment.rooms[8]).toBe(2);
  });

  test('ends when it is told to, with the best so far', () => {
    let asked = 0;
    const budget = { ms: 1000, clock: () => 0 };
    const { unplaced } = search(flatten(crowded), { seed: 1, budget, cancelled: () => ++asked > 20 });
    expect(unplaced).toBe(0);
  });

  test('begins from a given timetable and changes no more than pays', () => {
    const first = search(flatten(crowded), { seed: 1, budget: { steps: 30_000 } }).assignment;
    const given = { assignment: first, changeCosts: { start: 1000, day: 0, room: 1000, teacher: 1000 } };
    const again = search(flatten(crowded), { seed: 2, budget: { steps: 30_000 }, given });
    expect(again.assignment).toEqual(first);
  });
});
