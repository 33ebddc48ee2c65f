import { expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { timeZoneRules } from './time-zone-rules.ts';

const span = { from: new Date('2025-12-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') };
/** What a calendar program takes a local time for. */
const read = (zone: string, local: string): string => {
  const timezone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(timeZoneRules(zone, span)) as never));
  const time = ICAL.Time.fromDateTimeString(local);
  time.zone = timezone;
  return time.toJSDate().toISOString();
};

test('a clock that never changes', () => {
  expect(timeZoneRules('Asia/Shanghai', span)).toContain('TZOFFSETTO:+0800');
  expect(read('Asia/Shanghai', '2026-07-01T18:00:00')).toBe('2026-07-01T10:00:00.000Z');
});
test.each([
  ['2026-03-29T01:59:00', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
  ['2026-07-01T18:00:00', '2026-07-01T16:00:00.000Z'],
  ['2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
  ['2026-12-01T18:00:00', '2026-12-01T17:00:00.000Z'],
])('Berlin, %s', (local, instant) => {
  expect(read('Europe/Berlin', local)).toBe(instant);
});
test('an offset with minutes, west and east', () => {
  expect(read('Asia/Kathmandu', '2026-07-01T18:00:00')).toBe('2026-07-01T12:15:00.000Z');
  expect(read('America/St_Johns', '2026-07-01T18:00:00')).toBe('2026-07-01T20:30:00.000Z');
});
