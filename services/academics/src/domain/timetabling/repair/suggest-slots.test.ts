import { describe, expect, test } from '@jest/globals';
import { breaches, type HardRule } from './breaches.ts';
import type { Place, Situation } from './situation.ts';
import { suggestSlots } from './suggest-slots.ts';
import { at, classGroup, lesson, room, school, teacher } from './tests/small-school.ts';

const moved = (situation: Situation, place: Place): Situation => ({
  ...situation,
  lessons: situation.lessons.map((each) => (each.id === 'asked' ? { ...each, place } : each)),
});
const asked = lesson('asked', at(1, '18:00'));
const other = (more: Parameters<typeof lesson>[2] = {}, start = at(2, '18:00')) => lesson('other', start, more);

interface Trap {
  name: string;
  rule: HardRule;
  /** Where the lesson must not go. */
  place: Place;
  situation: Situation;
}
const wednesday: Place = { start: at(2, '18:00'), roomId: 'r1', teacherId: 'ann' };
const shut = [{ from: at(2, '18:30'), to: at(2, '19:00') }];

const TRAPS: Trap[] = [
  {
    name: 'not when the branch is closed',
    rule: 'BRANCH_OPEN',
    place: { ...wednesday, start: at(2, '20:00') },
    situation: school({ lessons: [asked] }),
  },
  {
    name: 'not past the end of the last day',
    rule: 'DAY_ENDS',
    place: { ...wednesday, start: at(2, '23:30') },
    situation: school({ lessons: [asked], branches: [{ id: 'north', name: 'North', closed: [] }], travel: [] }),
  },
  {
    name: 'not in a closed room',
    rule: 'ROOM_OPEN',
    place: wednesday,
    situation: school({ lessons: [asked], rooms: [room('r1', { closed: shut })] }),
  },
  {
    name: 'not in a room that is too small',
    rule: 'ROOM_SEATS',
    place: { ...wednesday, roomId: 'r2' },
    situation: school({
      lessons: [asked],
      rooms: [room('r1', { closed: shut }), room('r2', { seats: 1 })],
      classes: [classGroup('asked', { studentIds: ['li', 'wu'] })],
    }),
  },
  {
    name: 'not in a room without the piano',
    rule: 'ROOM_EQUIPPED',
    place: { ...wednesday, roomId: 'r2' },
    situation: school({
      lessons: [asked],
      rooms: [room('r1', { equipment: ['piano'], closed: shut }), room('r2')],
      courses: [{ id: 'piano', equipment: ['piano'] }],
    }),
  },
  {
    name: 'not in a room that another class has',
    rule: 'ROOM_ONCE',
    place: wednesday,
    situation: school({ lessons: [asked, other({ teacherId: 'bob' })] }),
  },
  {
    name: 'not with somebody who does not teach the course',
    rule: 'TEACHER_SKILLED',
    place: { ...wednesday, teacherId: 'bob' },
    situation: school({
      lessons: [asked],
      teachers: [teacher('ann', { absent: shut }), teacher('bob', { courseIds: ['chess'] })],
    }),
  },
  {
    name: 'not with somebody who is ill',
    rule: 'TEACHER_THERE',
    place: wednesday,
    situation: school({ lessons: [asked], teachers: [teacher('ann', { absent: shut })] }),
  },
  {
    name: 'not with somebody who does not work then',
    rule: 'TEACHER_THERE',
    place: wednesday,
    situation: school({ lessons: [asked], teachers: [teacher('ann', { offHours: shut })] }),
  },
  {
    name: 'not with somebody who teaches then',
    rule: 'TEACHER_ONCE',
    place: wednesday,
    situation: school({ lessons: [asked, other({ roomId: 'r2' })] }),
  },
  {
    name: 'not with somebody who is still on the way from the other branch',
    rule: 'TEACHER_ONCE',
    place: { ...wednesday, start: at(2, '19:00') },
    situation: school({
      rooms: [room('r1'), room('r3', { branchId: 'south' })],
      lessons: [asked, other({ roomId: 'r3' })],
    }),
  },
  {
    name: 'not with somebody who has taught enough that day',
    rule: 'TEACHER_DAY',
    place: { ...wednesday, start: at(2, '10:00') },
    situation: school({ lessons: [asked, other()], teachers: [teacher('ann', { maxMinutesPerDay: 100 })] }),
  },
  {
    name: 'not with somebody who has taught enough that week',
    rule: 'TEACHER_WEEK',
    place: { ...wednesday, start: at(9, '10:00') },
    situation: school({
      lessons: [asked, other({}, at(10, '18:00'))],
      teachers: [teacher('ann', { maxMinutesPerWeek: 100 })],
    }),
  },
  {
    name: 'not when the class is on a trip',
    rule: 'CLASS_THERE',
    place: wednesday,
    situation: school({ lessons: [asked], classes: [classGroup('asked', { away: shut })] }),
  },
  {
    name: 'not when one of the children has another course',
    rule: 'STUDENT_ONCE',
    place: wednesday,
    situation: school({
      lessons: [asked, other({ roomId: 'r2', teacherId: 'bob' })],
      classes: [classGroup('asked', { studentIds: ['li'] }), classGroup('other', { studentIds: ['li'] })],
    }),
  },
];

const all = (situation: Situation) => suggestSlots(situation, 'asked', { first: 10_000, rooms: 'ANY' });

describe('a lesson is never suggested', () => {
  test.each(TRAPS)('$name', ({ rule, place, situation }) => {
    expect(breaches(situation)).toEqual([]);
    expect(breaches(moved(situation, place)).map((breach) => breach.rule)).toEqual([rule]);
    const found = all(situation);
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap((one) => breaches(moved(situation, one.place)))).toEqual([]);
  });
});

describe('suggestions for a lesson', () => {
  test('begin with what changes least: the room alone, else the time by as little as can be', () => {
    const situation = school({ lessons: [asked] });
    const [first, second, third] = all(situation);
    expect(first?.changes).toEqual(['TIME']);
    expect([second?.place.start, third?.place.start]).toEqual([at(1, '17:30'), at(1, '18:30')].toSorted());
    const now = suggestSlots(
      { ...situation, rooms: [room('r1', { closed: [{ from: 0, to: at(14, '00:00') }] }), room('r2')] },
      'asked',
      { first: 1 },
    );
    expect(now[0]).toMatchObject({
      changes: ['ROOM'],
      place: { start: at(1, '18:00'), roomId: 'r2', teacherId: 'ann' },
    });
  });

  test('are nothing that is over, and nothing outside the days asked for', () => {
    const situation = school({ lessons: [asked], nowSlot: at(1, '12:00') });
    expect(Math.min(...all(situation).map(({ place }) => place.start))).toBe(at(1, '12:00'));
    const days = suggestSlots(situation, 'asked', { first: 999, from: at(3, '00:00'), to: at(4, '00:00') });
    expect(new Set(days.map(({ place }) => Math.floor(place.start / 96)))).toEqual(new Set([3]));
  });

  test('are none when there is no room in the school', () => {
    const full = [{ from: 0, to: at(14, '00:00') }];
    expect(all(school({ lessons: [asked], rooms: [room('r1', { closed: full })] }))).toEqual([]);
  });
});
