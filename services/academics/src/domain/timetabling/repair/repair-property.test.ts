import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { breaches } from './breaches.ts';
import { applied, undone } from './change.ts';
import { type Disruption, disrupted } from './disruption.ts';
import { repairPlans } from './repair-plans.ts';
import type { Lesson, Situation } from './situation.ts';
import { suggestSlots } from './suggest-slots.ts';
import { classGroup, room, teacher } from './tests/small-school.ts';

const DAYS = 9;
const SLOTS = 8;
const slot = fc.nat(DAYS * SLOTS - 1);
const span = fc
  .tuple(slot, fc.integer({ min: 1, max: SLOTS * 2 }))
  .map(([from, length]) => ({ from, to: from + length }));
const spans = fc.array(span, { maxLength: 2 });
const branch = fc.constantFrom('north', 'south');
const studentIds = fc.uniqueArray(fc.constantFrom('li', 'wu', 'mei', 'tao', 'jun'), { minLength: 1, maxLength: 3 });
const courseId = fc.constantFrom('piano', 'chess');
const most = fc.constantFrom(null, 120, 300);

/** Two branches, three rooms, three teachers, four classes; hours of an eight-hour day. Only lessons that break nothing are kept. */
const schools: fc.Arbitrary<Situation> = fc
  .record({
    closed: fc.tuple(spans, spans),
    rooms: fc.array(fc.record({ branchId: branch, seats: fc.integer({ min: 1, max: 4 }), closed: spans }), {
      minLength: 3,
      maxLength: 3,
    }),
    teachers: fc.array(
      fc.record({
        courseIds: fc.constantFrom(null, ['piano'], ['chess']),
        absent: spans,
        maxMinutesPerDay: most,
        maxMinutesPerWeek: most,
      }),
      { minLength: 3, maxLength: 3 },
    ),
    classes: fc.array(fc.record({ studentIds, courseId, branchId: branch, away: spans }), {
      minLength: 4,
      maxLength: 4,
    }),
    lessons: fc.array(
      fc.record({
        group: fc.nat(3),
        room: fc.nat(2),
        teacher: fc.nat(2),
        start: slot,
        slots: fc.integer({ min: 1, max: 3 }),
        fixed: fc.boolean(),
      }),
      { minLength: 4, maxLength: 20 },
    ),
    nowSlot: fc.constantFrom(0, 0, 10),
  })
  .map(({ closed, rooms, teachers, classes, lessons, nowSlot }) => {
    const bare: Situation = {
      ...{ firstDay: '2026-03-02', days: DAYS, slotsPerDay: SLOTS, slotMinutes: 60, nowSlot, history: [], lessons: [] },
      branches: [
        { id: 'north', name: 'North', closed: closed[0] },
        { id: 'south', name: 'South', closed: closed[1] },
      ],
      travel: [{ from: 'north', to: 'south', minutes: 45 }],
      rooms: rooms.map((one, i) => room(`r${i}`, one)),
      teachers: teachers.map((one, i) => teacher(`t${i}`, one)),
      courses: [
        { id: 'piano', equipment: [] },
        { id: 'chess', equipment: [] },
      ],
      classes: classes.map((one, i) => classGroup(`c${i}`, one)),
      students: ['li', 'wu', 'mei', 'tao', 'jun'].map((id) => ({ id, guardianIds: [] })),
    };
    const kept: Lesson[] = [];
    for (const [i, { group, room: inRoom, teacher: by, start, slots, fixed }] of lessons.entries()) {
      const place = { start, roomId: `r${inRoom}`, teacherId: `t${by}` };
      kept.push({ id: `l${i}`, classId: `c${group}`, slots, fixed, place });
      if (breaches({ ...bare, lessons: kept }).length > 0) kept.pop();
    }
    return { ...bare, lessons: kept };
  })
  .filter(({ lessons }) => lessons.length > 0);

const disruptions: fc.Arbitrary<Disruption> = fc.oneof(
  fc.record({ kind: fc.constant('TEACHER_GONE' as const), teacherId: fc.constantFrom('t0', 't1', 't2'), span }),
  fc.record({ kind: fc.constant('ROOM_GONE' as const), roomId: fc.constantFrom('r0', 'r1', 'r2'), span }),
  fc.record({ kind: fc.constant('BRANCH_GONE' as const), branchId: branch, span }),
  fc.record({ kind: fc.constant('CLASS_GONE' as const), classId: fc.constantFrom('c0', 'c1', 'c2', 'c3'), span }),
  fc.record({ kind: fc.constant('HOLIDAY_MOVED' as const), branchIds: fc.constant(['north']), was: span, now: span }),
  fc.record({
    kind: fc.constant('STUDENT_JOINS' as const),
    student: fc.constant({ id: 'li', guardianIds: [] }),
    classIds: fc.subarray(['c0', 'c1', 'c2', 'c3'], { minLength: 1 }),
  }),
);

describe('whatever happens to a school', () => {
  test('no plan breaks a hard constraint, and what a plan changes can be changed back', () => {
    fc.assert(
      fc.property(schools, disruptions, fc.nat(), (situation, disruption, seed) => {
        const after = disrupted(situation, disruption).situation;
        const begun = new Set(
          after.lessons.filter(({ place }) => place && place.start < after.nowSlot).map(({ id }) => id),
        );
        for (const { changes } of repairPlans(situation, disruption, { seed, steps: 40, everyMinutes: 60 })) {
          const repaired = applied(after, changes);
          const broken = breaches(repaired).filter(
            ({ lessonId, otherId }) => !begun.has(lessonId) && !begun.has(otherId ?? ''),
          );
          expect(broken).toEqual([]);
          expect(changes.filter(({ lessonId }) => begun.has(lessonId))).toEqual([]);
          expect(applied(repaired, undone(changes))).toEqual(after);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('no suggestion breaks a hard constraint', () => {
    fc.assert(
      fc.property(schools, (situation) => {
        for (const { id } of situation.lessons.slice(0, 3))
          for (const { place } of suggestSlots(situation, id, { first: 40, rooms: 'ANY', everyMinutes: 60 }))
            expect(breaches(applied(situation, [{ lessonId: id, after: place }]))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
