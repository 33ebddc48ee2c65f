import { describe, expect, test } from '@jest/globals';
import { unavailable, type WaivableRule } from './availability.ts';

const lesson = {
  startsAt: new Date('2026-03-02T10:00:00Z'),
  endsAt: new Date('2026-03-02T11:30:00Z'),
  roomId: 'r',
  teacherId: 't',
};
const outage = (startsAt: string, endsAt: string) => ({
  id: 'o',
  reason: '病假',
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
});
const school = {
  branchName: 'BJ01',
  timeZone: 'Asia/Shanghai',
  openingHours: null,
  holidays: [],
  course: { id: 'piano', name: '钢琴', neededEquipment: [] as string[] },
};
const teacher = {
  id: 't',
  name: '林老师',
  courseIds: null,
  weeklyHours: null,
  maxMinutesPerDay: null,
  maxMinutesPerWeek: null,
  absences: [],
  booked: [lesson],
};
const room = { id: 'r', name: 'A201', equipment: [] as string[], closures: [] };
const monday = (startTime: string, endTime: string) => [{ weekday: 1, startTime, endTime }];

const refusal = (facts: { school?: object; teacher?: object; room?: object }, waived: readonly WaivableRule[] = []) =>
  unavailable(
    lesson,
    {
      school: { ...school, ...facts.school },
      teacher: { ...teacher, ...facts.teacher },
      room: { ...room, ...facts.room },
    },
    waived,
  );

test('where a school has said nothing, nothing is refused', () => {
  expect(refusal({})).toBeNull();
});

describe('what cannot be set aside', () => {
  test('a teacher on sick leave, from the first to before the last minute of it', () => {
    const away = (from: string, to: string) => refusal({ teacher: { absences: [outage(from, to)] } })?.code;
    expect(away('2026-03-02T11:29:00Z', '2026-03-03T00:00:00Z')).toBe('TEACHER_ABSENT');
    expect(away('2026-03-02T11:30:00Z', '2026-03-03T00:00:00Z')).toBeUndefined();
    expect(away('2026-03-01T00:00:00Z', '2026-03-02T10:00:00Z')).toBeUndefined();
    expect(refusal({ teacher: { absences: [outage('2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')] } })).toMatchObject({
      message:
        'Teacher 林老师 is absent 2026-03-02 08:00 – 2026-03-03 08:00 (病假). Choose another teacher or time, or withdraw the absence.',
      details: { teacherId: 't', teacherAbsenceId: 'o', startsAt: '2026-03-02T10:00:00.000Z' },
    });
  });
  test('a room that is being repaired', () => {
    const closures = [outage('2026-03-02T11:00:00Z', '2026-03-02T12:00:00Z')];
    expect(refusal({ room: { closures } })).toMatchObject({ code: 'ROOM_CLOSED', details: { roomClosureId: 'o' } });
  });
});

describe('what a school may set aside, once it says so', () => {
  const cases: [WaivableRule, Parameters<typeof refusal>[0], string][] = [
    ['OUTSIDE_OPENING_HOURS', { school: { openingHours: monday('09:00', '19:00') } }, '09:00–19:00'],
    [
      'ON_HOLIDAY',
      { school: { holidays: [{ id: 'h', name: '校庆', firstDay: '2026-03-01', lastDay: '2026-03-02' }] } },
      '校庆',
    ],
    ['TEACHER_OFF_HOURS', { teacher: { weeklyHours: monday('18:30', '21:00') } }, '18:30–21:00'],
    ['TEACHER_NOT_SKILLED', { teacher: { courseIds: ['violin'] } }, '钢琴'],
    ['ROOM_LACKS_EQUIPMENT', { school: { course: { ...school.course, neededEquipment: ['钢琴'] } } }, '钢琴'],
    ['TEACHER_OVERLOADED', { teacher: { maxMinutesPerDay: 89 } }, '90 minutes in the day'],
    ['TEACHER_OVERLOADED', { teacher: { maxMinutesPerWeek: 60 } }, '90 minutes in the week'],
  ];
  test.each(cases)('%s', (rule, facts, said) => {
    const error = refusal(facts);
    expect(error?.code).toBe(rule);
    expect(error?.message).toContain(said);
    expect(error?.message).toContain(`waive ${rule}`);
    expect(error?.messages['zh-CN']).toContain(`豁免 ${rule}`);
    expect(refusal(facts, [rule])).toBeNull();
  });
  test('one rule set aside is not all of them', () => {
    const facts = { school: { openingHours: monday('09:00', '19:00') }, teacher: { courseIds: [] } };
    expect(refusal(facts, ['OUTSIDE_OPENING_HOURS'])?.code).toBe('TEACHER_NOT_SKILLED');
  });
});

test('a day’s and a week’s lessons count on the branch’s clock', () => {
  const early = { startsAt: new Date('2026-03-01T15:30:00Z'), endsAt: new Date('2026-03-01T16:30:00Z') };
  // Sunday 23:30 in Shanghai: neither the same day nor the same week.
  expect(refusal({ teacher: { maxMinutesPerWeek: 90, booked: [lesson, early] } })).toBeNull();
  const later = { startsAt: new Date('2026-03-05T10:00:00Z'), endsAt: new Date('2026-03-05T11:00:00Z') };
  expect(refusal({ teacher: { maxMinutesPerDay: 90, booked: [lesson, later] } })).toBeNull();
  expect(refusal({ teacher: { maxMinutesPerWeek: 149, booked: [lesson, later] } })?.details.minutes).toBe(150);
});
