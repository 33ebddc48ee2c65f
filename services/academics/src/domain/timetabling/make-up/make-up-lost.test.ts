import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { lessonDates, makeTimetable, type Placement, type School } from '../school/index.ts';
import { branch, classGroup, fixedLesson, hours, room, smallSchool, teacher } from '../school/small-school.ts';
import { type LostInTerm, lostFromJson, lostInTerm, makeUpLost } from './make-up-lost.ts';

const lesson = (classGroupId: string, weekday: number, startMinute = 18 * 60): Placement => ({
  ...{ classGroupId, lesson: 0, weekday, startMinute, durationMinutes: 60, roomId: 'room 1', teacherId: 'Li' },
});
const weekly = (...placements: Placement[]) => ({ placements, unplaced: [] });
const options = { seed: 1, notBefore: new Date('2026-02-01T00:00:00Z') };
const closedOn = (...days: string[]) => [
  { ...branch('east'), closingDays: days.map((day) => ({ firstDay: day, lastDay: day })) },
];
const wallTime = (instant: Date | undefined) =>
  instant && DateTime.fromJSDate(instant, { zone: 'Asia/Shanghai' }).toFormat('yyyy-MM-dd HH:mm');
const madeUp = (lost: readonly LostInTerm[]) => lost.map((one) => wallTime(one.madeUp?.startsAt) ?? null);

describe('a lesson that a holiday takes', () => {
  const school = smallSchool({ branches: closedOn('2026-03-09'), classGroups: [classGroup('ballet')] });

  test('is made up on the next day that the branch is open, at the same time, in the same room, with the same teacher', () => {
    expect(makeUpLost(school, weekly(lesson('ballet', 1)), options)).toEqual([
      {
        classGroupId: 'ballet',
        startsAt: new Date('2026-03-09T10:00:00Z'),
        endsAt: new Date('2026-03-09T11:00:00Z'),
        reason: 'CLOSING_DAY',
        madeUp: {
          startsAt: new Date('2026-03-10T10:00:00Z'),
          endsAt: new Date('2026-03-10T11:00:00Z'),
          ...{ roomId: 'room 1', teacherId: 'Li' },
        },
      },
    ]);
  });

  test('is only told where it is not to be made up, and is the same once it was kept', () => {
    const lost = lostInTerm(school, weekly(lesson('ballet', 1)));
    expect(lost).toMatchObject([{ classGroupId: 'ballet', reason: 'CLOSING_DAY', madeUp: null }]);
    const made = makeUpLost(school, weekly(lesson('ballet', 1)), options);
    expect(lostFromJson(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });

  test('is made up before it where the term ends with it, and not at all where every hour is taken', () => {
    const last = { ...school, branches: closedOn('2026-03-24') };
    expect(madeUp(makeUpLost(last, weekly(lesson('ballet', 2)), options))).toEqual(['2026-03-23 18:00']);
    const taken = [1, 2].map((weekday) =>
      fixedLesson({ id: `${weekday}`, weekday, startMinute: 16 * 60, durationMinutes: 270, roomId: 'room 1' }),
    );
    expect(madeUp(makeUpLost({ ...school, fixed: taken }, weekly(lesson('ballet', 1)), options))).toEqual([null]);
  });

  test('is not made up at an hour that has passed', () => {
    const late = { seed: 1, notBefore: new Date('2026-03-11T00:00:00Z') };
    expect(madeUp(makeUpLost(school, weekly(lesson('ballet', 2, 17 * 60), lesson('ballet', 1)), late))).toEqual([
      '2026-03-16 19:00',
    ]);
  });
});

test('a lesson that an absence takes is made up when its teacher is there; nobody else takes it', () => {
  const absent = { from: new Date('2026-03-09T00:00:00Z'), to: new Date('2026-03-12T00:00:00Z') };
  const school = smallSchool({
    teachers: [teacher('Li', { absences: [absent] }), teacher('Wu')],
    classGroups: [classGroup('ballet')],
  });
  const lost = makeUpLost(school, weekly(lesson('ballet', 1)), options);
  expect(madeUp(lost)).toEqual(['2026-03-16 19:00']);
  expect(lost).toMatchObject([{ reason: 'TEACHER_ABSENT', madeUp: { teacherId: 'Li' } }]);
});

test('a teacher is not given more than was agreed for the week, counted from Monday', () => {
  const school = smallSchool({
    period: { from: '2026-03-04', to: '2026-03-22' },
    branches: closedOn('2026-03-09'),
    teachers: [teacher('Li', { maxMinutesPerWeek: 120 })],
    classGroups: [classGroup('ballet'), classGroup('judo')],
  });
  // The week of the holiday has two lessons besides, the next one three.
  const lessons = weekly(lesson('ballet', 1), lesson('judo', 2, 960), { ...lesson('judo', 2, 1020), lesson: 1 });
  expect(madeUp(makeUpLost(school, lessons, options))).toEqual([null]);
});

test('a child who is in another class at that hour is waited for', () => {
  const school = smallSchool({
    branches: closedOn('2026-03-09'),
    rooms: [room('room 1'), room('room 2')],
    teachers: [teacher('Li'), teacher('Wu')],
    classGroups: [classGroup('ballet'), classGroup('judo')],
    students: [{ id: 'Mei', classGroupIds: ['ballet', 'judo'] }],
  });
  const judo = { ...lesson('judo', 2), roomId: 'room 2', teacherId: 'Wu' };
  const [time] = madeUp(makeUpLost(school, weekly(lesson('ballet', 1), judo), options));
  expect(['2026-03-10 17:00', '2026-03-10 19:00']).toContain(time);
});

interface Held {
  startsAt: Date;
  endsAt: Date;
  classGroupId: string;
  roomId: string | null;
  teacherId: string;
}
const meets = (one: Held, other: Held) => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

/** Plain, from the dates: what two lessons must not have in common at one hour. */
function clashes({ students }: School, lessons: readonly Held[]): string[] {
  const shares = (one: Held, other: Held) =>
    one.classGroupId === other.classGroupId ||
    students.some(({ classGroupIds }) => [one, other].every((each) => classGroupIds.includes(each.classGroupId)));
  return lessons.flatMap((one, i) =>
    lessons.slice(i + 1).flatMap((other) => {
      const inCommon = one.roomId === other.roomId || one.teacherId === other.teacherId || shares(one, other);
      return meets(one, other) && inCommon
        ? [`${wallTime(one.startsAt)} ${one.classGroupId} ${other.classGroupId}`]
        : [];
    }),
  );
}

test('whatever is closed and whoever is away, what is made up clashes with nothing and lies in the term', () => {
  const day = fc.integer({ min: 2, max: 29 }).map((n) => `2026-03-${`${n}`.padStart(2, '0')}`);
  fc.assert(
    fc.property(
      fc.array(day, { maxLength: 4 }),
      fc.array(day, { maxLength: 3 }),
      fc.integer(),
      (closed, away, seed) => {
        const outage = (date: string) => ({ from: new Date(`${date}T08:30:00Z`), to: new Date(`${date}T10:30:00Z`) });
        const evenings = [1, 2, 4, 6].map((weekday) => hours(weekday, '16:00', '20:30'));
        const school = smallSchool({
          branches: [
            { ...branch('east', evenings), closingDays: closed.map((date) => ({ firstDay: date, lastDay: date })) },
          ],
          rooms: [room('room 1', { closures: away.slice(0, 1).map(outage) }), room('room 2')],
          teachers: [teacher('Li', { absences: away.map(outage) }), teacher('Wu')],
          classGroups: ['ballet', 'judo', 'chess', 'piano'].map((id) => classGroup(id, { lessonsPerWeek: 2 })),
          students: [{ id: 'Mei', classGroupIds: ['ballet', 'judo', 'chess'] }],
        });
        const found = makeTimetable(school, { seed, budget: { steps: 500 } });
        const { lessons, lost } = lessonDates(school, found);
        const made = makeUpLost(school, found, { ...options, seed });
        expect(made.map(({ classGroupId, startsAt }) => [classGroupId, startsAt])).toEqual(
          lost.map(({ classGroupId, startsAt }) => [classGroupId, startsAt]),
        );
        const extra = made.flatMap(({ classGroupId, madeUp: place }) => (place ? [{ classGroupId, ...place }] : []));
        expect(clashes(school, [...lessons, ...extra])).toEqual([]);
        for (const one of extra) {
          const date = wallTime(one.startsAt)?.slice(0, 10) ?? '';
          expect(closed).not.toContain(date);
          expect(date >= '2026-03-02' && date <= '2026-03-29').toBe(true);
          const hitBy = (dates: readonly string[]) =>
            dates.map(outage).some(({ from, to }) => from < one.endsAt && one.startsAt < to);
          expect(one.teacherId === 'Li' && hitBy(away)).toBe(false);
          expect(one.roomId === 'room 1' && hitBy(away.slice(0, 1))).toBe(false);
        }
      },
    ),
    { numRuns: 40 },
  );
});
