import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Demand, shortages } from './flow.ts';

test('three classes that share two rooms need more than both have', () => {
  const both = [0, 1];
  const demands = [
    { amount: 20, suppliers: both },
    { amount: 20, suppliers: both },
    { amount: 5, suppliers: [1] },
    { amount: 30, suppliers: [2] },
  ];
  expect(shortages(demands, [20, 20, 30])).toEqual([
    { demands: expect.arrayContaining([0, 1, 2]), suppliers: [1, 0], needed: 45, available: 40 },
  ]);
});

test('there is a shortage exactly when some set of demands asks more than all its suppliers have', () => {
  const demand: fc.Arbitrary<Demand> = fc.record({
    amount: fc.integer({ min: 1, max: 6 }),
    suppliers: fc.subarray([0, 1, 2, 3]),
  });
  fc.assert(
    fc.property(
      fc.array(demand, { maxLength: 6 }),
      fc.array(fc.nat(6), { minLength: 4, maxLength: 4 }),
      (demands, supply) => {
        const asksTooMuch = (set: readonly Demand[]) => {
          const suppliers = new Set(set.flatMap((each) => each.suppliers));
          const available = [...suppliers].reduce((sum, each) => sum + (supply[each] ?? 0), 0);
          return set.reduce((sum, { amount }) => sum + amount, 0) > available;
        };
        const subsets = Array.from({ length: 2 ** demands.length }, (_, mask) =>
          demands.filter((_each, i) => (mask >> i) % 2 === 1),
        );
        const found = shortages(demands, supply);
        expect(found.length > 0).toBe(subsets.some(asksTooMuch));
        for (const shortage of found)
          expect(asksTooMuch(demands.filter((_, i) => shortage.demands.includes(i)))).toBe(true);
      },
    ),
  );
});
