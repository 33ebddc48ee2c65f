import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { breaches } from './breaches.ts';
import { makeTimetable } from './make-timetable.ts';
import { type ClassGroup, DEFAULT_POLICY, type FixedLesson, type School, type Teacher, type Weights } from './model.ts';
import { branch, classGroup, fixedLesson, hours, room, smallSchool, teacher } from './small-school.ts';
import { wishCosts } from './wishes.ts';

const weight = fc.integer({ min: 0, max: 9 });
const weights: fc.Arbitrary<Weights> = fc.record({
  preferredTimes: weight,
  childWaits: weight,
  teacherWaits: weight,
  teacherDays: weight,
  sameRoom: weight,
  fewTeachers: weight,
  spread: weight,
  evenLoad: weight,
  youngEarly: weight,
  fewLost: weight,
});
const branchId = fc.constantFrom('east', 'west');
const someDay = fc.constantFrom(hours(1, '16:00', '18:30'), hours(2, '17:15', '20:30'), hours(6, '09:00', '12:00'));
const groups: fc.Arbitrary<ClassGroup>[] = ['a', 'b', 'c', 'd'].map((id) =>
  fc
    .record({
      branchId,
      size: fc.integer({ min: 1, max: 9 }),
      lessonsPerWeek: fc.integer({ min: 0, max: 3 }),
      durationMinutes: fc.constantFrom(40, 45, 60, 90),
      preferredTimes: fc.array(someDay, { maxLength: 2 }),
      online: fc.boolean(),
      youngestAge: fc.constantFrom(null, 5, 12),
    })
    .map((more) => classGroup(id, more)),
);
const teachers: fc.Arbitrary<Teacher>[] = ['Li', 'Wu', 'Ma'].map((id) =>
  fc
    .record({
      weeklyHours: fc.option(fc.constant([hours(1, '16:00', '20:00'), hours(6, '09:00', '17:00')])),
      maxMinutesPerDay: fc.option(fc.constant(180)),
      maxMinutesPerWeek: fc.option(fc.constant(270)),
    })
    .map((more) => teacher(id, { branchIds: ['east', 'west'], ...more })),
);
const fixed: fc.Arbitrary<FixedLesson[]> = fc
  .uniqueArray(fc.record({ weekday: fc.constantFrom(1, 2, 6), startMinute: fc.constantFrom(17 * 60, 18 * 60 + 10) }), {
    maxLength: 2,
    selector: ({ weekday }) => weekday,
  })
  .map((those) =>
    those.map((more, i) =>
      fixedLesson({ id: `fixed ${i}`, roomId: 'one', teacherId: 'Li', classGroupId: 'a', ...more }),
    ),
  );

const schools: fc.Arbitrary<School> = fc
  .record({
    weights,
    classGroups: fc.tuple(...groups),
    teachers: fc.tuple(...teachers),
    fixed,
    students: fc
      .array(fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }), { maxLength: 6 })
      .map((sets) => sets.map((classGroupIds, i) => ({ id: `child ${i}`, classGroupIds }))),
    isClosed: fc.boolean(),
  })
  .map(({ isClosed, ...more }) => {
    const east = branch('east', [hours(1, '16:00', '21:00'), hours(2, '16:00', '21:00'), hours(6, '09:00', '17:00')]);
    const closingDays = isClosed ? [{ firstDay: '2026-03-07', lastDay: '2026-03-10' }] : [];
    return smallSchool({
      branches: [
        { ...east, closingDays },
        { ...east, id: 'west' },
      ],
      rooms: [room('one'), room('two'), room('three', { branchId: 'west' })],
      travel: [{ branchId: 'east', otherBranchId: 'west', minutes: 35 }],
      ...more,
    });
  });

test('what the search counts is what the wishes say, and no hard rule is broken', () => {
  fc.assert(
    fc.property(schools, fc.integer(), (school, seed) => {
      const { costs, searchCost, ...timetable } = makeTimetable(school, { seed, budget: { steps: 3000 } });
      expect(breaches(school, timetable)).toEqual([]);
      const all = Object.values(costs).reduce((a, b) => a + b, 0);
      expect(all + 1_000_000 * timetable.unplaced.length).toBe(searchCost);
    }),
    { numRuns: 25 },
  );
});

describe('what a school would rather not have', () => {
  const at = (startMinute: number, more: object = {}) => ({
    classGroupId: 'a',
    lesson: 0,
    weekday: 1,
    startMinute,
    durationMinutes: 60,
    roomId: 'room 1',
    teacherId: 'Li',
    ...more,
  });
  const one = (more: Partial<Weights>): Weights => ({
    ...(Object.fromEntries(Object.keys(smallSchool().weights).map((wish) => [wish, 0])) as unknown as Weights),
    ...more,
  });

  test('a class of five-year-olds that ends an hour after half past six costs four quarters', () => {
    const school = smallSchool({
      classGroups: [classGroup('a', { youngestAge: 5 })],
      weights: one({ youngEarly: 10 }),
    });
    const late = { placements: [at(DEFAULT_POLICY.youngEndMinute)], unplaced: [] };
    expect(wishCosts(school, late)).toMatchObject({ youngEarly: 40 });
  });

  test('two children who wait an hour between two courses cost eight quarters', () => {
    const school = smallSchool({
      classGroups: [classGroup('a', { size: 2 }), classGroup('b', { size: 2 })],
      students: ['Mei', 'Jun'].map((id) => ({ id, classGroupIds: ['a', 'b'] })),
      weights: one({ childWaits: 1 }),
    });
    const apart = { placements: [at(960), at(1080, { classGroupId: 'b' })], unplaced: [] };
    expect(wishCosts(school, apart)).toMatchObject({ childWaits: 8 });
  });

  test('both lessons of a class on one day, in two rooms, cost a day and a room', () => {
    const school = smallSchool({
      classGroups: [classGroup('a', { lessonsPerWeek: 2 })],
      weights: one({ spread: 7, sameRoom: 3 }),
    });
    const placements = [at(960), at(1080, { lesson: 1, roomId: 'room 2' })];
    expect(wishCosts(school, { placements, unplaced: [] })).toMatchObject({ spread: 7, sameRoom: 3 });
  });
});
