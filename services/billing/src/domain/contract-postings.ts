import { type AccountKey, type Book, branchAccount, type Entry } from './ledger.ts';

/** Where a contract's money is posted. */
export interface ContractRef {
  contractId: string;
  branchId: string;
}

export interface GrantedLot {
  lotId: string;
  hundredths: number;
}

export const liabilityOf = ({ contractId, branchId }: ContractRef): AccountKey => ({
  code: 'CONTRACT_LIABILITY',
  branchId,
  ownerId: contractId,
});
export const receivableOf = ({ contractId, branchId }: ContractRef): AccountKey => ({
  code: 'RECEIVABLE',
  branchId,
  ownerId: contractId,
});
export const lotAccount = (lotId: string, branchId: string): AccountKey => ({
  code: 'LESSON_LOT',
  branchId,
  ownerId: lotId,
});

/** Money comes in: first for what is earned already, the rest is owed in lessons. */
export function paymentEntries(book: Book, contract: ContractRef, amountFen: number): Entry[] {
  const settled = Math.min(amountFen, book.balance(receivableOf(contract)));
  return [
    { account: branchAccount('CASH', contract.branchId), amount: amountFen },
    { account: receivableOf(contract), amount: -settled },
    { account: liabilityOf(contract), amount: settled - amountFen },
  ];
}

/** Value is earned: out of what was paid, and what was not becomes a receivable. */
export function earningEntries(book: Book, contract: ContractRef, amountFen: number): Entry[] {
  const covered = Math.min(amountFen, -book.balance(liabilityOf(contract)));
  return [
    { account: liabilityOf(contract), amount: covered },
    { account: receivableOf(contract), amount: amountFen - covered },
    { account: branchAccount('REVENUE', contract.branchId), amount: -amountFen },
  ];
}

/**
 * Earned value is taken back. The receivable goes first, whatever the original posting did: a payment may have settled it
 * in between.
 */
export function unearningEntries(book: Book, contract: ContractRef, amountFen: number): Entry[] {
  const receivable = Math.min(amountFen, book.balance(receivableOf(contract)));
  return [
    { account: branchAccount('REVENUE', contract.branchId), amount: amountFen },
    { account: receivableOf(contract), amount: -receivable },
    { account: liabilityOf(contract), amount: receivable - amountFen },
  ];
}

/** The lessons of a contract come into the account. */
export const grantEntries = ({ branchId }: ContractRef, lots: readonly GrantedLot[]): Entry[] =>
  lots.flatMap(({ lotId, hundredths }) => [
    { account: branchAccount('LESSONS_GRANTED', branchId), amount: hundredths },
    { account: lotAccount(lotId, branchId), amount: -hundredths },
  ]);

/**
 * A refund ends a contract: the rest of the lessons is withdrawn and the liability is closed. Recognised revenue is never
 * touched (rules.md, "Revenue"): what the liability and the refund differ by is retained, or conceded.
 */
export function refundEntries(
  book: Book,
  contract: ContractRef,
  amountFen: number,
  lots: readonly GrantedLot[],
): Entry[] {
  const { branchId } = contract;
  const liability = -book.balance(liabilityOf(contract));
  return [
    { account: liabilityOf(contract), amount: liability },
    { account: branchAccount('REFUND_CONCESSION', branchId), amount: Math.max(0, amountFen - liability) },
    { account: branchAccount('RETAINED_ON_REFUND', branchId), amount: -Math.max(0, liability - amountFen) },
    { account: branchAccount('CASH', branchId), amount: -amountFen },
    ...lots.flatMap(({ lotId, hundredths }) => [
      { account: lotAccount(lotId, branchId), amount: hundredths },
      { account: branchAccount('LESSONS_WITHDRAWN', branchId), amount: -hundredths },
    ]),
  ];
}
