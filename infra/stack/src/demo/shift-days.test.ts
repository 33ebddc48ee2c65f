import { expect, test } from '@jest/globals';
import { shiftDays } from './shift-days.ts';

test('instants, days and ranges move by whole days, in whatever form Postgres wrote them', () => {
  expect(
    shiftDays(
      '{"at": "2026-02-27T09:30:00.123+00:00", "on": "2026-02-28", "during": "[\\"2026-12-31 23:00:00+00\\",\\"2027-01-01 00:00:00+00\\")"}',
      7,
    ),
  ).toBe(
    '{"at": "2026-03-06T09:30:00.123+00:00", "on": "2026-03-07", "during": "[\\"2027-01-07 23:00:00+00\\",\\"2027-01-08 00:00:00+00\\")"}',
  );
});

test('ids, phone numbers and contract numbers stay as they are', () => {
  const text =
    '{"id": "01a20444-2026-7b61-9ff1-11084b848188", "phone": "+8613800138000", "number": "HT20260227-0001", "x": "19-2026-02-27-1"}';
  expect(shiftDays(text, 7)).toBe(text);
});
