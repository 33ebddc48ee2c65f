import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  arrearsAccount,
  consume,
  consumptionEntries,
  reversalEntries,
  reverse,
  type StudentAccount,
} from './consumption.ts';
import { grantEntries, liabilityOf, paymentEntries, receivableOf, refundEntries } from './contract-postings.ts';
import { type Book, branchAccount, keyOf, openBook } from './ledger.ts';
import { SHIPPED_POLICIES } from './policy.ts';

const contract = { contractId: 'c', branchId: 'b' };
const policies = { deduction: SHIPPED_POLICIES.DEDUCTION.body, revenue: SHIPPED_POLICIES.REVENUE.body };
const terms = { tuitionFen: 300_000, materialsFen: 0, paidHundredths: 2000, giftHundredths: 200 };
const lotKey = (lotId: string) => ({ code: 'LESSON_LOT' as const, branchId: 'b', ownerId: lotId });

/** 20 lessons at ¥150 and 2 gifts, `paidFen` of it paid. */
function bought(paidFen: number): { account: StudentAccount; book: Book; balances: Map<string, number> } {
  const lot = (lotId: string, kind: 'PAID' | 'GIFT', remainingHundredths: number) => ({
    ...{ lotId, kind, remainingHundredths, activatedAt: new Date(0), ...contract, terms },
    ...{ consumedHundredths: 0, recognisedFen: 0, isActive: true },
  });
  const account = {
    studentId: 's',
    branchId: 'b',
    arrearsHundredths: 0,
    lots: [lot('p', 'PAID', 2000), lot('g', 'GIFT', 200)],
  };
  const branch = (
    [
      'CASH',
      'REVENUE',
      'RETAINED_ON_REFUND',
      'REFUND_CONCESSION',
      'LESSONS_GRANTED',
      'LESSONS_CONSUMED',
      'LESSONS_WITHDRAWN',
    ] as const
  ).map((code) => branchAccount(code, 'b'));
  const keys = [
    ...branch,
    liabilityOf(contract),
    receivableOf(contract),
    lotKey('p'),
    lotKey('g'),
    arrearsAccount(account),
  ];
  const balances = new Map(keys.map((key) => [keyOf(key), 0]));
  const book = openBook(balances);
  book.post(paymentEntries(book, contract, paidFen));
  book.post(
    grantEntries(contract, [
      { lotId: 'p', hundredths: 2000 },
      { lotId: 'g', hundredths: 200 },
    ]),
  );
  return { account, book, balances };
}

function take({ account, book }: ReturnType<typeof bought>, hundredths: number) {
  const consumption = consume(account, hundredths, policies);
  if (consumption) book.post(consumptionEntries(book, account, consumption));
  return consumption;
}

describe('taking lessons from an account', () => {
  test('a lesson takes one paid lesson and earns its price', () => {
    const state = bought(300_000);
    expect(take(state, 100)).toEqual({
      arrearsHundredths: 0,
      parts: [{ ...contract, lotId: 'p', kind: 'PAID', hundredths: 100, revenueFen: 15_000 }],
    });
    expect(state.book.balance(liabilityOf(contract))).toBe(-285_000);
    expect(state.book.balance(branchAccount('REVENUE', 'b'))).toBe(-15_000);
    expect(state.book.balance(lotKey('p'))).toBe(-1900);
  });

  test('with instalments, lessons taken beyond what was paid are a receivable until money comes', () => {
    const state = bought(150_000);
    take(state, 1100);
    expect(state.book.balance(receivableOf(contract))).toBe(15_000);
    state.book.post(paymentEntries(state.book, contract, 150_000));
    expect(state.book.balance(receivableOf(contract))).toBe(0);
    expect(state.book.balance(liabilityOf(contract))).toBe(-135_000);
  });

  test('paid lessons, then gifts, then arrears up to the limit, then nothing', () => {
    const state = bought(300_000);
    take(state, 2000);
    expect(take(state, 200)?.parts).toEqual([
      { ...contract, lotId: 'g', kind: 'GIFT', hundredths: 200, revenueFen: 0 },
    ]);
    expect(take(state, 200)).toEqual({ parts: [], arrearsHundredths: 200 });
    expect(take(state, 100)).toBeNull();
    expect(state.account.arrearsHundredths).toBe(200);
  });

  test('a correction puts everything back as it was', () => {
    const state = bought(300_000);
    const before = structuredClone({ balances: state.balances, account: state.account });
    const consumption = take(state, 2150);
    if (!consumption) throw new Error('must be possible');
    state.book.post(reversalEntries(state.book, state.account, consumption));
    reverse(state.account, consumption);
    expect({ balances: state.balances, account: state.account }).toEqual(before);
  });

  test('after a refund of the rest no lessons, no liability and no receivable are left', () => {
    const state = bought(300_000);
    take(state, 400);
    const rest = state.account.lots.map(({ lotId, remainingHundredths }) => ({
      lotId,
      hundredths: remainingHundredths,
    }));
    state.book.post(refundEntries(state.book, contract, 240_000, rest));
    for (const key of [lotKey('p'), lotKey('g'), liabilityOf(contract), receivableOf(contract)]) {
      expect(Math.abs(state.book.balance(key))).toBe(0);
    }
    expect(state.book.balance(branchAccount('CASH', 'b'))).toBe(60_000);
    expect(state.book.balance(branchAccount('REVENUE', 'b'))).toBe(-60_000);
  });

  test('entries out of balance are never posted', () => {
    const { book } = bought(1);
    const lonely = [{ account: branchAccount('CASH', 'b'), amount: 1 }];
    expect(() => book.post(lonely)).toThrow('out of balance by 1 FEN');
  });

  test('whatever is paid, taken and taken back, the books stay level', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('take' as const), hundredths: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ kind: fc.constant('undo' as const), hundredths: fc.nat() }),
      fc.record({ kind: fc.constant('pay' as const), hundredths: fc.integer({ min: 1, max: 50_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const state = bought(1000);
        const taken: NonNullable<ReturnType<typeof take>>[] = [];
        for (const { kind, hundredths } of steps) {
          if (kind === 'pay') state.book.post(paymentEntries(state.book, contract, hundredths));
          if (kind === 'take') taken.push(...[take(state, hundredths)].filter((one) => one !== null));
          const undone = kind === 'undo' ? taken.splice(hundredths % Math.max(1, taken.length), 1)[0] : undefined;
          if (undone) {
            state.book.post(reversalEntries(state.book, state.account, undone));
            reverse(state.account, undone);
          }
          expect(state.book.balance(liabilityOf(contract))).toBeLessThanOrEqual(0);
          expect(state.book.balance(receivableOf(contract))).toBeGreaterThanOrEqual(0);
          for (const lot of state.account.lots)
            expect(state.book.balance(lotKey(lot.lotId))).toBe(0 - lot.remainingHundredths);
        }
      }),
    );
  });
});
