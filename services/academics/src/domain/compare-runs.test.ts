import { describe, expect, test } from '@jest/globals';
import { type ComparedRun, compareRuns } from './compare-runs.ts';
import { DEFAULT_WEIGHTS, type Placement, type Wish, type WishCosts } from './timetabling/school/index.ts';
import { classGroup } from './timetabling/school/small-school.ts';

const lesson = (classGroupId: string, weekday: number, clock: number, more: Partial<Placement> = {}): Placement => ({
  ...{ classGroupId, lesson: 0, weekday, startMinute: clock * 60, durationMinutes: 60 },
  ...{ roomId: 'room 1', teacherId: 'Li', ...more },
});

const noCosts = Object.fromEntries(Object.keys(DEFAULT_WEIGHTS).map((wish) => [wish, 0])) as WishCosts;

const run = (placements: Placement[], more: Partial<ComparedRun> & { cost?: Partial<WishCosts> } = {}): ComparedRun => {
  const { cost, ...rest } = more;
  return {
    id: 'a run',
    status: 'FINISHED',
    branchIds: ['east'],
    period: { from: '2026-03-02', to: '2026-03-29' },
    weights: DEFAULT_WEIGHTS,
    classGroups: [classGroup('ballet', { lessonsPerWeek: 2 }), classGroup('chess')],
    timetable: { placements, unplaced: [] },
    costs: { ...noCosts, ...cost },
    ...rest,
  };
};
const unplaced = (count: number, placements: Placement[] = []) => ({
  timetable: { placements, unplaced: Array.from({ length: count }, (_, n) => ({ classGroupId: 'chess', lesson: n })) },
});
const wish = (name: Wish, { wishes }: ReturnType<typeof compareRuns>) => wishes.find((each) => each.wish === name);

describe('two timetables side by side', () => {
  test('tell lesson by lesson of a class what differs: time, room, teacher, or that only one has it', () => {
    const one = [lesson('ballet', 1, 18), lesson('ballet', 3, 18, { lesson: 1 }), lesson('chess', 2, 17)];
    const other = [
      lesson('ballet', 3, 18, { roomId: 'room 2' }),
      lesson('ballet', 5, 16, { lesson: 1, teacherId: 'Wu' }),
    ];
    const { classes } = compareRuns(run(one), run(other));
    expect(classes).toEqual([
      {
        classGroupId: 'ballet',
        sameCount: 0,
        differences: [
          { one: one[0], other: other[1], changes: ['TIME', 'TEACHER'] },
          { one: one[1], other: other[0], changes: ['ROOM'] },
        ],
      },
      { classGroupId: 'chess', sameCount: 0, differences: [{ one: one[2], other: null, changes: [] }] },
    ]);
  });

  test('take lessons of a class that have only changed their numbers for the same', () => {
    const one = [lesson('ballet', 1, 18), lesson('ballet', 3, 18, { lesson: 1 })];
    const other = [lesson('ballet', 3, 18), lesson('ballet', 1, 18, { lesson: 1 })];
    expect(compareRuns(run(one), run(other)).classes).toEqual([
      { classGroupId: 'ballet', sameCount: 2, differences: [] },
    ]);
  });

  test('put the classes that differ most first', () => {
    const one = [lesson('chess', 1, 18), lesson('ballet', 2, 18), lesson('ballet', 3, 18)];
    const other = [lesson('chess', 1, 18), lesson('ballet', 2, 17), lesson('ballet', 3, 17)];
    expect(compareRuns(run(one), run(other)).classes.map(({ classGroupId }) => classGroupId)).toEqual([
      'ballet',
      'chess',
    ]);
  });
});

describe('which of two timetables is better', () => {
  test('is decided by what has no place, then by the cost', () => {
    const cheap = run([], { cost: { childWaits: 10 } });
    const dear = run([], { cost: { childWaits: 30, spread: 40 } });
    expect(compareRuns(cheap, dear)).toMatchObject({ cost: 10, otherCost: 70, better: 'ONE', askedDifferently: [] });
    expect(compareRuns(dear, cheap).better).toBe('OTHER');
    expect(compareRuns(cheap, cheap).better).toBeNull();
    expect(compareRuns(run([], { ...unplaced(1) }), dear)).toMatchObject({ unplacedCount: 1, better: 'OTHER' });
  });

  test('is told wish by wish, by how far it is met and not by what it costs where it was weighed otherwise', () => {
    // Ten quarters of waiting at 2 each, and six at 5.
    const one = run([], { cost: { childWaits: 20 } });
    const other = run([], { cost: { childWaits: 30 }, weights: { ...DEFAULT_WEIGHTS, childWaits: 5 } });
    const compared = compareRuns(one, other);
    expect(wish('childWaits', compared)).toEqual({ wish: 'childWaits', cost: 20, otherCost: 30, better: 'OTHER' });
    expect(wish('spread', compared)?.better).toBeNull();
    expect(compared).toMatchObject({ askedDifferently: ['WEIGHTS'], better: null });
    const unweighed = run([], { weights: { ...DEFAULT_WEIGHTS, childWaits: 0 } });
    expect(wish('childWaits', compareRuns(one, unweighed))?.better).toBeNull();
  });

  test('is not told where the one was asked for more than the other', () => {
    const more = run([], { classGroups: [classGroup('ballet')], branchIds: ['west'] });
    const compared = compareRuns(run([], { cost: { spread: 40 } }), more);
    expect(compared).toMatchObject({ askedDifferently: ['BRANCHES', 'CLASSES'], better: null });
    expect(wish('spread', compared)?.better).toBeNull();
    expect(
      compareRuns(run([]), run([], { period: { from: '2026-03-02', to: '2026-04-05' } })).askedDifferently,
    ).toEqual(['PERIOD']);
  });
});

describe('there is nothing to compare', () => {
  const code = (one: ComparedRun, other: ComparedRun) => {
    try {
      return compareRuns(one, other);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test('with a run that is still searching', () => {
    const searching = run([], { status: 'RUNNING', timetable: null, costs: null });
    expect(code(run([]), searching)).toBe('TIMETABLE_RUN_HAS_NO_TIMETABLE');
    expect(code(searching, run([]))).toBe('TIMETABLE_RUN_HAS_NO_TIMETABLE');
  });

  test('between runs for different classes', () => {
    expect(code(run([]), run([], { classGroups: [classGroup('judo')] }))).toBe('TIMETABLE_RUNS_NOT_COMPARABLE');
  });
});
