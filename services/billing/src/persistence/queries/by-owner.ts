import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Contract } from '../entities/contract.ts';
import { LedgerEntry } from '../entities/ledger-entry.ts';
import { LessonAccount } from '../entities/lesson-account.ts';
import { LessonLot } from '../entities/lesson-lot.ts';
import { Payment } from '../entities/payment.ts';
import { RefundRequest } from '../entities/refund-request.ts';

type Ids = readonly string[];

const grouped = <Row>(ids: Ids, rows: readonly Row[], ownerOf: (row: Row) => string): Row[][] => {
  const byOwner = Map.groupBy(rows, ownerOf);
  return ids.map((id) => byOwner.get(id) ?? []);
};

/** Each student's contracts, the newest first. */
export const contractsByStudent = async (em: SqlEntityManager, ids: Ids) =>
  grouped(
    ids,
    await em.find(Contract, { studentId: { $in: [...ids] } }, { orderBy: { createdAt: 'desc', id: 'desc' } }),
    (contract) => contract.studentId,
  );

/** Each guardian's contracts, the newest first. */
export const contractsByGuardian = async (em: SqlEntityManager, ids: Ids) =>
  grouped(
    ids,
    await em.find(Contract, { guardianId: { $in: [...ids] } }, { orderBy: { createdAt: 'desc', id: 'desc' } }),
    (contract) => contract.guardianId,
  );

export const paymentsByContract = async (em: SqlEntityManager, ids: Ids) =>
  grouped(
    ids,
    await em.find(Payment, { contractId: { $in: [...ids] } }, { orderBy: { receivedAt: 'asc', id: 'asc' } }),
    (payment) => payment.contractId ?? '',
  );

export const paymentsByInvoice = async (em: SqlEntityManager, ids: Ids) =>
  grouped(
    ids,
    await em.find(Payment, { invoiceId: { $in: [...ids] } }, { orderBy: { receivedAt: 'asc', id: 'asc' } }),
    (payment) => payment.invoiceId ?? '',
  );

export const refundRequestsByContract = async (em: SqlEntityManager, ids: Ids) =>
  grouped(
    ids,
    await em.find(RefundRequest, { contractId: { $in: [...ids] } }, { orderBy: { createdAt: 'asc', id: 'asc' } }),
    (request) => request.contractId,
  );

/** Each student's account, or null. */
export async function accountsByStudent(em: SqlEntityManager, ids: Ids): Promise<(LessonAccount | null)[]> {
  const accounts = await em.find(LessonAccount, { studentId: { $in: [...ids] } });
  const byStudent = new Map(accounts.map((account) => [account.studentId, account]));
  return ids.map((id) => byStudent.get(id) ?? null);
}

/** Each student's lots: the oldest contract first, paid before gifts. */
export const lotsByStudent = async (em: SqlEntityManager, ids: Ids) =>
  grouped(
    ids,
    await em.find(
      LessonLot,
      { studentId: { $in: [...ids] } },
      { orderBy: { activatedAt: 'asc', contractId: 'asc', kind: 'desc' } },
    ),
    (lot) => lot.studentId,
  );

/** Each ledger transaction's entries, money before lessons and debits before credits. */
export const entriesByTransaction = async (em: SqlEntityManager, ids: Ids) =>
  grouped(
    ids,
    await em.find(
      LedgerEntry,
      { transactionId: { $in: [...ids] } },
      { orderBy: { unit: 'asc', amount: 'desc', id: 'asc' } },
    ),
    (entry) => entry.transactionId,
  );
