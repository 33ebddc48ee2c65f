import { expect, test } from '@jest/globals';
import { type Candidate, type Chooser, choiceTooLate, rankChoices } from './class-choice.ts';

const now = new Date('2026-03-02T02:00:00Z');
const zone = { id: 'bj', name: '国贸校区', timeZone: 'Asia/Shanghai' };
/** Three lessons on that clock, a week apart; 10:00Z is 18:00 in Shanghai. */
const weekly = (day: number, hour: number) =>
  [0, 7, 14].map((plus) => ({
    startsAt: new Date(Date.UTC(2026, 2, day + plus, hour)),
    endsAt: new Date(Date.UTC(2026, 2, day + plus, hour + 1, 30)),
  }));
const candidate = (id: string, lessons: Candidate['lessons'], more: Partial<Candidate> = {}): Candidate => ({
  ...{
    id,
    name: `${id}班`,
    capacity: 10,
    enrolledCount: 4,
    heldCount: 0,
    branch: zone,
    lessons,
    choiceCutOffHours: 24,
  },
  teacher: { id: 'lin', name: '林老师' },
  ...more,
});
const chooser: Chooser = { branchId: 'bj', busy: [], knownTeacherIds: [], preferredTimes: [] };
const codes = (candidates: Candidate[], who: Partial<Chooser> = {}) =>
  rankChoices(candidates, { ...chooser, ...who }, now).map(({ classGroupId, fits, reasons }) => [
    classGroupId,
    fits,
    reasons.map(({ code }) => code).join(' '),
  ]);

test('a class that clashes is named with the lesson in its way, and comes last', () => {
  const busy = weekly(10, 10).map((time) => ({ ...time, title: '英语班' }));
  const rated = rankChoices(
    [candidate('甲', weekly(10, 11)), candidate('乙', weekly(11, 10))],
    { ...chooser, busy },
    now,
  );
  expect(rated.map(({ classGroupId, fits }) => [classGroupId, fits])).toEqual([
    ['乙', true],
    ['甲', false],
  ]);
  expect(rated[1]?.reasons.find(({ code }) => code === 'STUDENT_CLASH')?.messages.en).toBe(
    'Clashes with 英语班 on 2026-03-10 18:00–19:30.',
  );
});
test('preferred times count most, then the own branch, then a teacher the child knows', () => {
  const there = { branch: { ...zone, id: 'sh' } };
  const other = { teacher: { id: 'zhao', name: '赵老师' } };
  const candidates = [
    candidate('远', weekly(9, 10), there),
    candidate('近', weekly(9, 10), other),
    candidate('熟', weekly(9, 10)),
    candidate('周三', weekly(11, 10), { ...there, ...other }),
  ];
  const preferredTimes = [{ weekday: 3, startTime: '17:00', endTime: '20:00' }];
  expect(codes(candidates, { preferredTimes, knownTeacherIds: ['lin'] }).map(([id]) => id)).toEqual([
    '周三',
    '熟',
    '近',
    '远',
  ]);
});
test('a class that is full, or whose last seat is held, is told to be so', () => {
  expect(codes([candidate('甲', weekly(9, 10), { enrolledCount: 9, heldCount: 1 })])).toEqual([
    ['甲', false, 'CLASS_FULL NO_CLASH SAME_BRANCH'],
  ]);
});
test('a class whose next lesson is too near cannot be chosen any more', () => {
  expect(codes([candidate('甲', weekly(3, 1))])).toEqual([
    ['甲', false, 'SEATS_FREE NO_CLASH CHOICE_TOO_LATE SAME_BRANCH'],
  ]);
  expect(codes([candidate('甲', weekly(3, 2))])).toEqual([['甲', true, 'SEATS_FREE NO_CLASH SAME_BRANCH']]);
});
test('how many lessons lie outside the preferred times is said', () => {
  const [rated] = rankChoices(
    [candidate('甲', [...weekly(9, 10), ...weekly(11, 10)])],
    { ...chooser, preferredTimes: [{ weekday: 1, startTime: '18:00', endTime: '19:30' }] },
    now,
  );
  expect(rated?.weeklyTimes).toEqual([
    { weekday: 1, startTime: '18:00', endTime: '19:30' },
    { weekday: 3, startTime: '18:00', endTime: '19:30' },
  ]);
  expect(rated?.reasons.map(({ messages }) => messages.en)).toContain('3 of 6 lessons are not at a preferred time.');
});
test('while a lesson of the class runs nobody joins it by choice', () => {
  const [lesson] = weekly(2, 1);
  const cut = { id: 'g', name: '甲班', branch: zone, lessons: lesson ? [lesson] : [], choiceCutOffHours: 0 };
  expect(choiceTooLate(cut, now)?.code).toBe('CHOICE_TOO_LATE');
  expect(choiceTooLate({ ...cut, lessons: weekly(2, 2) }, now)).toBeNull();
});
