import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessTime, type BusinessCalendar, businessTimeBetween, SHIPPED_HOURS } from './business-calendar.ts';
import { checkHours } from './check-hours.ts';

const morning = { opens: '09:00', closes: '12:00' };
const afternoon = { opens: '13:30', closes: '18:00' };
const weekdaysOnly: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, intervals: [morning, afternoon] })),
  specialDays: [],
};
const HOUR = 3_600_000;
/** A wall-clock time in Shanghai. */
const at = (text: string) => new Date(`${text}:00+08:00`);

describe('business time', () => {
  test('open 09:00–12:00 and 13:30–18:00, created 11:30 with a target of 4 h: due at 17:00 the same day', () => {
    expect(addBusinessTime(weekdaysOnly, at('2026-03-02T11:30'), 4 * HOUR)).toEqual(at('2026-03-02T17:00'));
  });

  test('what comes in at night starts to count when the branch opens', () => {
    expect(addBusinessTime(weekdaysOnly, at('2026-03-02T23:15'), HOUR)).toEqual(at('2026-03-03T10:00'));
  });

  test('what comes in on Friday evening runs on over the weekend to Monday', () => {
    expect(addBusinessTime(weekdaysOnly, at('2026-03-06T17:00'), 4 * HOUR)).toEqual(at('2026-03-09T12:00'));
  });

  test('a holiday does not count', () => {
    const calendar = { ...weekdaysOnly, specialDays: [{ date: '2026-03-03', name: '校庆', intervals: [] }] };
    expect(addBusinessTime(calendar, at('2026-03-02T17:00'), 2 * HOUR)).toEqual(at('2026-03-04T10:00'));
  });

  test('a working weekend (调休) counts like any day with hours', () => {
    const calendar = { ...weekdaysOnly, specialDays: [{ date: '2026-03-07', name: '调休', intervals: [morning] }] };
    expect(addBusinessTime(calendar, at('2026-03-06T17:00'), 4 * HOUR)).toEqual(at('2026-03-07T12:00'));
  });

  test('a target that is used up when the branch closes for lunch is due then, not after lunch', () => {
    expect(addBusinessTime(weekdaysOnly, at('2026-03-02T10:00'), 2 * HOUR)).toEqual(at('2026-03-02T12:00'));
  });

  test('the hours are those of the branch’s own zone, on the day the clocks change too', () => {
    const berlin = { ...weekdaysOnly, ...SHIPPED_HOURS, timeZone: 'Europe/Berlin' };
    const saturday = new Date('2026-03-28T17:00:00+01:00');
    expect(addBusinessTime(berlin, saturday, 2 * HOUR)).toEqual(new Date('2026-03-29T10:00:00+02:00'));
  });

  test('a day with hours until 24:00 ends at midnight', () => {
    const late = { ...weekdaysOnly, weekly: [{ weekday: 1, intervals: [{ opens: '20:00', closes: '24:00' }] }] };
    expect(businessTimeBetween(late, at('2026-03-02T00:00'), at('2026-03-04T00:00'))).toBe(4 * HOUR);
  });

  test('from Friday 17:00 to Monday 10:00 there are two hours', () => {
    expect(businessTimeBetween(weekdaysOnly, at('2026-03-06T17:00'), at('2026-03-09T10:00'))).toBe(2 * HOUR);
  });

  test('adding a time and measuring it again agree, whenever one starts', () => {
    const start = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 90 * 60 }), (from, minutes) => {
        const due = addBusinessTime(weekdaysOnly, from, minutes * 60_000);
        expect(businessTimeBetween(weekdaysOnly, from, due)).toBe(minutes * 60_000);
      }),
      { numRuns: 200 },
    );
  });
});

describe('hours that somebody sets', () => {
  const refused = (weekly: BusinessCalendar['weekly'], specialDays: BusinessCalendar['specialDays'] = []) => {
    try {
      checkHours({ weekly, specialDays });
      return 'accepted';
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  test('come back in order', () => {
    const hours = { weekly: [{ weekday: 2, intervals: [afternoon, morning] }], specialDays: [] };
    expect(checkHours(hours).weekly[0]?.intervals).toEqual([morning, afternoon]);
  });

  test.each([
    ['an interval that ends before it begins', [{ weekday: 1, intervals: [{ opens: '12:00', closes: '09:00' }] }]],
    ['two intervals that overlap', [{ weekday: 1, intervals: [morning, { opens: '11:59', closes: '13:00' }] }]],
    ['a time that no clock shows', [{ weekday: 1, intervals: [{ opens: '9', closes: '25:00' }] }]],
  ])('%s is refused', (_what, weekly) => {
    expect(refused(weekly)).toBe('INVALID_OPENING_INTERVAL');
  });

  test('a branch that never opens is refused', () => {
    expect(refused([{ weekday: 1, intervals: [] }])).toBe('CALENDAR_NEVER_OPEN');
  });

  test('an eighth weekday and a day that does not exist are refused', () => {
    expect(refused([{ weekday: 8, intervals: [morning] }])).toBe('INVALID_WEEKDAY');
    expect(refused([{ weekday: 1, intervals: [morning] }], [{ date: '2026-02-30', name: 'x', intervals: [] }])).toBe(
      'INVALID_SPECIAL_DAY',
    );
  });
});
