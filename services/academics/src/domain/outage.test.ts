import { expect, test } from '@jest/globals';
import { checkOutage } from './outage.ts';

const now = new Date('2026-03-02T00:00:00Z');
const checked = (from: string, to: string) => () => checkOutage({ from: new Date(from), to: new Date(to) }, now);

test('a leave that has begun may be entered, one that is over may not', () => {
  expect(checked('2026-02-27T00:00:00Z', '2026-03-05T00:00:00Z')()).toEqual({
    startsAt: new Date('2026-02-27T00:00:00Z'),
    endsAt: new Date('2026-03-05T00:00:00Z'),
  });
  expect(checked('2026-02-27T00:00:00Z', '2026-03-02T00:00:00Z')).toThrow('later than now');
});
test.each([
  ['2026-03-05T00:00:00Z', '2026-03-05T00:00:00Z'],
  ['2026-03-05T00:00:00Z', '2027-05-05T00:00:00Z'],
  ['2036-03-05T00:00:00Z', '2036-03-06T00:00:00Z'],
])('one that ends before it begins, or is a typing error, is refused: %s to %s', (from, to) => {
  expect(checked(from, to)).toThrow('must end later than it begins');
});
