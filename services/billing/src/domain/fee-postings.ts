import { type ContractRef, liabilityOf, receivableOf } from './contract-postings.ts';
import type { DepositKind, DepositSettlement } from './deposit.ts';
import { type AccountKey, type Book, branchAccount, type Entry } from './ledger.ts';

/** Where an invoice's money is posted. */
export interface InvoiceRef {
  invoiceId: string;
  branchId: string;
}

/** Where a deposit's money is posted. */
export interface DepositRef {
  depositId: string;
  branchId: string;
  kind: DepositKind;
}

export const invoiceLiability = ({ invoiceId, branchId }: InvoiceRef): AccountKey => ({
  code: 'INVOICE_LIABILITY',
  branchId,
  ownerId: invoiceId,
});
export const heldFor = ({ depositId, branchId, kind }: DepositRef): AccountKey => ({
  code: kind === 'DEPOSIT' ? 'DEPOSIT_HELD' : 'EARNEST_MONEY_HELD',
  branchId,
  ownerId: depositId,
});

/** An invoice is paid: `earnedFen` of it is revenue at once (`earnedByPayment`), the rest is owed. */
export const invoicePaymentEntries = (invoice: InvoiceRef, amountFen: number, earnedFen: number): Entry[] => [
  { account: branchAccount('CASH', invoice.branchId), amount: amountFen },
  { account: branchAccount('FEE_REVENUE', invoice.branchId), amount: -earnedFen },
  { account: invoiceLiability(invoice), amount: earnedFen - amountFen },
];

export const depositTakenEntries = (deposit: DepositRef, amountFen: number): Entry[] => [
  { account: branchAccount('CASH', deposit.branchId), amount: amountFen },
  { account: heldFor(deposit), amount: -amountFen },
];

/** What was held pays a contract, as money from outside does: first what is earned already. */
export function depositAppliedEntries(
  book: Book,
  deposit: DepositRef,
  contract: ContractRef,
  amountFen: number,
): Entry[] {
  const settled = Math.min(amountFen, book.balance(receivableOf(contract)));
  return [
    { account: heldFor(deposit), amount: amountFen },
    { account: receivableOf(contract), amount: -settled },
    { account: liabilityOf(contract), amount: settled - amountFen },
  ];
}

/** No contract came about: what is held is closed, into the till, or as income; what is doubled is an expense. */
export function depositSettledEntries(deposit: DepositRef, settlement: DepositSettlement): Entry[] {
  const { returnedFen, forfeitedFen, compensationFen } = settlement;
  return [
    { account: heldFor(deposit), amount: returnedFen + forfeitedFen },
    { account: branchAccount('EARNEST_MONEY_PENALTY', deposit.branchId), amount: compensationFen },
    { account: branchAccount('EARNEST_MONEY_FORFEITED', deposit.branchId), amount: -forfeitedFen },
    { account: branchAccount('CASH', deposit.branchId), amount: 0 - returnedFen - compensationFen },
  ];
}
