import { expect, test } from '@jest/globals';
import { checkPeriods, holds, printPeriods } from './weekly-periods.ts';

const monday = (startTime: string, endTime: string) => ({ weekday: 1, startTime, endTime });
const lesson = (from: string, to: string) => ({ startsAt: new Date(from), endsAt: new Date(to) });
const SHANGHAI = 'Asia/Shanghai';

test('periods come in order, and two that touch are one', () => {
  expect(checkPeriods('hours', [monday('13:00', '18:00'), monday('09:00', '13:00')])).toEqual([
    monday('09:00', '18:00'),
  ]);
});
test.each([
  [[monday('09:00', '09:00')]],
  [[monday('18:00', '09:00')]],
  [[monday('9:00', '10:00')]],
  [[monday('24:00', '24:00')]],
  [[{ ...monday('09:00', '10:00'), weekday: 8 }]],
  [[monday('09:00', '12:00'), monday('11:00', '13:00')]],
])('what is no period of a week is refused: %j', (periods) => {
  expect(() => checkPeriods('hours', periods)).toThrow('hours: weekday');
});
test('a lesson lies within the hours of the branch’s clock, to the minute', () => {
  const hours = [monday('18:00', '20:30')];
  expect(holds(hours, lesson('2026-03-02T10:00:00Z', '2026-03-02T12:30:00Z'), SHANGHAI)).toBe(true);
  expect(holds(hours, lesson('2026-03-02T09:59:00Z', '2026-03-02T11:00:00Z'), SHANGHAI)).toBe(false);
  expect(holds(hours, lesson('2026-03-02T11:00:00Z', '2026-03-02T12:31:00Z'), SHANGHAI)).toBe(false);
  expect(holds(hours, lesson('2026-03-03T10:00:00Z', '2026-03-03T12:00:00Z'), SHANGHAI)).toBe(false);
});
test('a lesson may end at midnight, not after it', () => {
  const late = [monday('20:00', '24:00'), { weekday: 2, startTime: '00:00', endTime: '02:00' }];
  expect(holds(late, lesson('2026-03-02T15:00:00Z', '2026-03-02T16:00:00Z'), SHANGHAI)).toBe(true);
  expect(holds(late, lesson('2026-03-02T15:00:00Z', '2026-03-02T16:30:00Z'), SHANGHAI)).toBe(false);
});
test('a message gives the hours of that day', () => {
  expect(printPeriods([monday('09:00', '12:00'), monday('13:30', '20:30')], 1)).toBe('09:00–12:00, 13:30–20:30');
  expect(printPeriods([monday('09:00', '12:00')], 2)).toBeNull();
});
