import { describe, expect, test } from '@jest/globals';
import { checkDeposit, checkHeld, type DepositKind, effectiveEarnestFen, settle } from './deposit.ts';

const held = (kind: DepositKind, amountFen: number, contractAmountFen?: number) => ({
  ...{ id: 'd', kind, amountFen, contractAmountFen },
});

describe('a deposit (订金) of ¥500', () => {
  test('goes back in full, whoever withdraws', () => {
    for (const fault of ['CUSTOMER', 'SCHOOL', 'NOBODY'] as const) {
      expect(settle(held('DEPOSIT', 50_000), fault)).toEqual({
        ...{ status: 'REFUNDED', returnedFen: 50_000, forfeitedFen: 0, compensationFen: 0 },
      });
    }
  });
});

describe('earnest money (定金) of ¥500 for a contract of ¥3,000', () => {
  const earnest = held('EARNEST_MONEY', 50_000, 300_000);

  test('is kept when the customer withdraws', () => {
    expect(settle(earnest, 'CUSTOMER')).toEqual({
      ...{ status: 'FORFEITED', returnedFen: 0, forfeitedFen: 50_000, compensationFen: 0 },
    });
  });

  test('goes back twice when the school is at fault: ¥1,000', () => {
    expect(settle(earnest, 'SCHOOL')).toEqual({
      ...{ status: 'RETURNED_DOUBLE', returnedFen: 50_000, forfeitedFen: 0, compensationFen: 50_000 },
    });
  });

  test('goes back once when nobody is at fault', () => {
    expect(settle(earnest, 'NOBODY')).toMatchObject({ status: 'REFUNDED', returnedFen: 50_000, compensationFen: 0 });
  });
});

describe('the ceiling of 20 %: of ¥1,000 for a contract of ¥3,000 only ¥600 are earnest money', () => {
  const earnest = held('EARNEST_MONEY', 100_000, 300_000);

  test('the ¥400 above it go back also when the customer withdraws', () => {
    expect(effectiveEarnestFen(100_000, 300_000)).toBe(60_000);
    expect(settle(earnest, 'CUSTOMER')).toMatchObject({ returnedFen: 40_000, forfeitedFen: 60_000 });
  });

  test('the ¥400 above it are not doubled: ¥1,600', () => {
    expect(settle(earnest, 'SCHOOL')).toMatchObject({ returnedFen: 100_000, compensationFen: 60_000 });
  });

  test("without the contract's amount nobody can tell", () => {
    expect(() => settle(held('EARNEST_MONEY', 100_000), 'CUSTOMER')).toThrow('name contractAmountFen');
  });
});

test('nothing is no deposit, and one is settled once', () => {
  expect(() => checkDeposit(held('DEPOSIT', 0))).toThrow('amountFen must be from 1');
  expect(() => checkHeld({ id: 'd', number: 'D2026-000001', status: 'APPLIED' })).toThrow('is APPLIED already');
});
