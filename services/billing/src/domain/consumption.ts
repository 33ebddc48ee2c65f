import { earningEntries, lotAccount, unearningEntries } from './contract-postings.ts';
import { allocate, isWithinArrears, type LotBalance } from './deduction.ts';
import { type AccountKey, type Book, branchAccount, type Entry } from './ledger.ts';
import type { DeductionPolicy, RevenuePolicy } from './policy.ts';
import { type ContractTerms, earnedFen } from './revenue.ts';

/** A lot as it stands while a batch is posted; `consume` and `reverse` change it. */
export interface AccountLot extends LotBalance {
  contractId: string;
  branchId: string;
  terms: ContractTerms;
  consumedHundredths: number;
  recognisedFen: number;
  /** A refunded contract's lots are not used any more. */
  isActive: boolean;
}

export interface StudentAccount {
  studentId: string;
  /** The branch of the account: where arrears are posted. */
  branchId: string;
  lots: AccountLot[];
  arrearsHundredths: number;
}

/** What a consumption took from one lot. */
export interface ConsumptionPart {
  lotId: string;
  contractId: string;
  branchId: string;
  kind: 'PAID' | 'GIFT';
  hundredths: number;
  revenueFen: number;
}

export interface Consumption {
  parts: ConsumptionPart[];
  arrearsHundredths: number;
}

export const arrearsAccount = ({ studentId, branchId }: StudentAccount): AccountKey => ({
  code: 'LESSON_ARREARS',
  branchId,
  ownerId: studentId,
});

/**
 * Takes lessons from the account and recognises what they earn. Null, with nothing changed, when that would exceed the
 * limit of arrears.
 */
export function consume(
  account: StudentAccount,
  hundredths: number,
  policies: { deduction: DeductionPolicy; revenue: RevenuePolicy },
): Consumption | null {
  const usable = account.lots.filter((lot) => lot.isActive);
  const { parts, uncoveredHundredths } = allocate(hundredths, usable, policies.deduction.order);
  if (!isWithinArrears(account.arrearsHundredths, uncoveredHundredths, policies.deduction)) return null;
  account.arrearsHundredths += uncoveredHundredths;
  return {
    arrearsHundredths: uncoveredHundredths,
    parts: parts.map(({ lot, hundredths: taken }) => {
      lot.remainingHundredths -= taken;
      lot.consumedHundredths += taken;
      const revenueFen = newlyEarnedFen(account, lot, policies.revenue);
      lot.recognisedFen += revenueFen;
      const { lotId, contractId, branchId, kind } = lot;
      return { lotId, contractId, branchId, kind, hundredths: taken, revenueFen };
    }),
  };
}

function newlyEarnedFen(account: StudentAccount, { contractId, terms }: AccountLot, policy: RevenuePolicy): number {
  const lots = account.lots.filter((lot) => lot.contractId === contractId);
  const total = (of: (lot: AccountLot) => number, kind?: 'PAID' | 'GIFT') =>
    lots.reduce((sum, lot) => sum + (kind === undefined || lot.kind === kind ? of(lot) : 0), 0);
  const consumed = {
    paidHundredths: total((lot) => lot.consumedHundredths, 'PAID'),
    giftHundredths: total((lot) => lot.consumedHundredths, 'GIFT'),
  };
  // Never below zero: after a change of policy what was recognised stays.
  return Math.max(0, earnedFen(terms, consumed, policy) - total((lot) => lot.recognisedFen));
}

/** Puts back what a consumption took: the very same lots and amounts. */
export function reverse(account: StudentAccount, { parts, arrearsHundredths }: Consumption): void {
  account.arrearsHundredths -= arrearsHundredths;
  for (const { lotId, hundredths, revenueFen } of parts) {
    const lot = account.lots.find((candidate) => candidate.lotId === lotId);
    if (!lot) throw new Error(`Lot ${lotId} is not loaded.`);
    lot.remainingHundredths += hundredths;
    lot.consumedHundredths -= hundredths;
    lot.recognisedFen -= revenueFen;
  }
}

/** The entries of a consumption. One at a time: the money side depends on what stands in the book. */
export const consumptionEntries = (book: Book, account: StudentAccount, consumption: Consumption): Entry[] => [
  ...lessonEntries(account, consumption),
  ...perContract(consumption).flatMap(([part, revenueFen]) => earningEntries(book, part, revenueFen)),
];

/** The entries that take a consumption back. */
export const reversalEntries = (book: Book, account: StudentAccount, consumption: Consumption): Entry[] => [
  ...lessonEntries(account, consumption).map((entry) => ({ ...entry, amount: -entry.amount })),
  ...perContract(consumption).flatMap(([part, revenueFen]) => unearningEntries(book, part, revenueFen)),
];

function lessonEntries(account: StudentAccount, { parts, arrearsHundredths }: Consumption): Entry[] {
  return [
    ...parts.flatMap(({ lotId, branchId, hundredths }) => [
      { account: lotAccount(lotId, branchId), amount: hundredths },
      { account: branchAccount('LESSONS_CONSUMED', branchId), amount: -hundredths },
    ]),
    { account: arrearsAccount(account), amount: arrearsHundredths },
    { account: branchAccount('LESSONS_CONSUMED', account.branchId), amount: -arrearsHundredths },
  ];
}

/** A consumption that spans two lots of one contract earns once. */
function perContract({ parts }: Consumption): [ConsumptionPart, number][] {
  return [...Map.groupBy(parts, (part) => part.contractId).values()].flatMap((group) => {
    const [first] = group;
    return first ? [[first, group.reduce((sum, part) => sum + part.revenueFen, 0)] as [ConsumptionPart, number]] : [];
  });
}
