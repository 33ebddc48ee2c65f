import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Contract } from '../entities/contract.ts';
import { Deposit } from '../entities/deposit.ts';
import { Invoice } from '../entities/invoice.ts';
import { LedgerTransaction } from '../entities/ledger-transaction.ts';
import { Payment } from '../entities/payment.ts';
import { Quote } from '../entities/quote.ts';
import { RefundRequest } from '../entities/refund-request.ts';

type Ids = readonly string[];

/** In the order of `ids`; null where nothing is visible. */
const inOrder = <Row extends { id: string }>(ids: Ids, rows: readonly Row[]): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const quotesById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Quote, { id: { $in: [...ids] } }));
export const contractsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Contract, { id: { $in: [...ids] } }));
export const invoicesById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Invoice, { id: { $in: [...ids] } }));
export const depositsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Deposit, { id: { $in: [...ids] } }));
export const paymentsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Payment, { id: { $in: [...ids] } }));
export const refundRequestsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(RefundRequest, { id: { $in: [...ids] } }));
export const ledgerTransactionsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(LedgerTransaction, { id: { $in: [...ids] } }));
