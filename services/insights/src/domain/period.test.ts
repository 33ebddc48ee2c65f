import { expect, test } from '@jest/globals';
import { period } from './period.ts';

test('a period may be one day, or without limits', () => {
  expect(period('2026-03-02', '2026-03-02')).toEqual({ from: '2026-03-02', to: '2026-03-02' });
  expect(period(undefined, null)).toEqual({ from: null, to: null });
});

test('a period that ends before it begins is refused', () => {
  expect(() => period('2026-03-02', '2026-03-01')).toThrow(expect.objectContaining({ code: 'INVALID_PERIOD' }));
});
