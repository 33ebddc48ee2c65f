import { expect, test } from '@jest/globals';
import { checkHolidayDays, holidayDays } from './holiday.ts';

test('a holiday has both of its ends', () => {
  expect(holidayDays([{ firstDay: '2026-02-28', lastDay: '2026-03-02' }])).toEqual([
    '2026-02-28',
    '2026-03-01',
    '2026-03-02',
  ]);
});
test('one that ends before it begins, or lasts half a year, is refused', () => {
  expect(checkHolidayDays({ firstDay: '2026-10-01', lastDay: '2026-10-01' }).lastDay).toBe('2026-10-01');
  expect(() => checkHolidayDays({ firstDay: '2026-10-07', lastDay: '2026-10-01' })).toThrow('1 to 92 days');
  expect(() => checkHolidayDays({ firstDay: '2026-01-01', lastDay: '2026-07-01' })).toThrow('1 to 92 days');
});
