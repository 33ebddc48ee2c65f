import type { Resolvers } from '../generated/resolvers.ts';
import type { Deposit } from '../persistence/entities/deposit.ts';
import { contractsById, depositsById, invoicesById } from '../persistence/queries/by-id.ts';
import { paymentsByInvoice } from '../persistence/queries/by-owner.ts';
import { named } from './contracts.ts';

/** Null while it is held, and where it paid a contract. */
function settlementOf(deposit: Deposit) {
  const { returnedFen, forfeitedFen, compensationFen, settledById, settledAt } = deposit;
  if (typeof returnedFen !== 'number' || !settledById || !settledAt) return null;
  return {
    ...{ returnedFen, forfeitedFen: forfeitedFen ?? 0, compensationFen: compensationFen ?? 0, settledAt },
    method: deposit.settledMethod ?? null,
    evidence: deposit.settledEvidence ?? null,
    settledBy: settledById,
  };
}

/** Receipts, and what is paid beside tuition. */
export const fees: Pick<Resolvers, 'Payment' | 'Invoice' | 'Deposit'> = {
  Payment: {
    ...named,
    contract: ({ contractId }, _, { load }) => (contractId ? load(contractsById, contractId) : null),
    invoice: ({ invoiceId }, _, { load }) => (invoiceId ? load(invoicesById, invoiceId) : null),
    deposit: ({ depositId }, _, { load }) => (depositId ? load(depositsById, depositId) : null),
  },
  Invoice: {
    ...named,
    contract: ({ contractId }, _, { load }) => (contractId ? load(contractsById, contractId) : null),
    outstandingFen: ({ totalFen, paidFen }) => totalFen - paidFen,
    payments: ({ id }, _, { load }) => load(paymentsByInvoice, id),
    issuedAt: ({ createdAt }) => createdAt,
  },
  Deposit: {
    ...named,
    contractAmountFen: ({ contractAmountFen }) => contractAmountFen ?? null,
    takenAt: ({ createdAt }) => createdAt,
    contract: ({ contractId }, _, { load }) => (contractId ? load(contractsById, contractId) : null),
    settlement: settlementOf,
  },
};
