import { createHash } from 'node:crypto';
import { paymentReceived } from '@campusgraph/contracts';
import { conflict, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkPayment, checkText } from '../domain/contract.ts';
import { liabilityOf, paymentEntries, receivableOf } from '../domain/contract-postings.ts';
import { branchAccount } from '../domain/ledger.ts';
import { Contract } from '../persistence/entities/contract.ts';
import { Payment, type PaymentMethod } from '../persistence/entities/payment.ts';
import { openLedger } from '../persistence/queries/ledger.ts';
import { nextNumber } from '../persistence/queries/next-number.ts';
import { lockAccounts } from '../persistence/queries/posting-state.ts';
import { activateContract } from './activate-contract.ts';

export interface RecordPayment {
  contractId: string;
  amountFen: number;
  method: PaymentMethod;
  evidence: string;
  idempotencyKey: string;
}

/**
 * Money came in: a receipt, its posting, and with the first money the contract's lessons. Sent again with the same key it
 * answers with the first receipt. Throws CONTRACT_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and what `checkPayment` throws.
 */
export async function recordPayment(unit: UnitOfWork, input: RecordPayment): Promise<Payment> {
  const { em, now } = unit;
  const key = checkText('idempotencyKey', input.idempotencyKey, 200);
  const evidence = checkText('evidence', input.evidence);
  // Locked first, so that the same payment sent twice at once waits here and then finds its twin.
  const contract = await em.findOne(Contract, { id: input.contractId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!contract) throw notFound('Contract', input.contractId);
  const requestHash = hashOf({ ...input, evidence });
  const twin = await findTwin(unit, key, requestHash);
  if (twin) return twin;
  checkPayment(contract, input.amountFen);
  const isFirst = contract.status === 'ACCEPTED';
  // Accounts are locked before the ledger, by everybody: the other way round two clerks could wait for each other.
  if (isFirst) await lockAccounts(unit, [{ ...familyOf(contract), branchId: contract.branchId, reserved: 1 }]);
  const payment = em.create(Payment, {
    ...{ id: newId(), evidence, requestHash, idempotencyKey: key, receivedAt: now },
    organizationId: contract.organizationId,
    branchId: contract.branchId,
    contractId: contract.id,
    studentId: contract.studentId,
    guardianId: contract.guardianId,
    receiptNumber: await nextNumber(unit, 'R'),
    amountFen: input.amountFen,
    method: input.method,
    recordedById: unit.principal.subject,
    ledgerTransactionId: await postPayment(unit, contract, input.amountFen),
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'payment_idempotency') ? keyReused(key) : error;
  });
  contract.paidFen += input.amountFen;
  recordReceived(unit, contract, payment);
  if (isFirst) await activateContract(unit, contract);
  return payment;
}

const familyOf = ({ studentId, guardianId }: Contract) => ({ studentId, guardianId });

async function postPayment(unit: UnitOfWork, contract: Contract, amountFen: number): Promise<string> {
  const ref = { contractId: contract.id, branchId: contract.branchId };
  const ledger = await openLedger(unit, [branchAccount('CASH', ref.branchId), liabilityOf(ref), receivableOf(ref)]);
  const { studentId, guardianId } = contract;
  const id = ledger.post(
    { kind: 'PAYMENT', ...ref, studentId, guardianId },
    paymentEntries(ledger.book, ref, amountFen),
  );
  await ledger.save();
  return id;
}

function recordReceived(unit: UnitOfWork, contract: Contract, payment: Payment): void {
  const { id: contractId, number, studentId, guardianId, courseId } = contract;
  unit.record(paymentReceived, contract, {
    ...{ contractId, number, studentId, guardianId, courseId },
    paymentId: payment.id,
    receiptNumber: payment.receiptNumber,
    amountFen: payment.amountFen,
    method: payment.method,
    paidInFullAfter: contract.paidFen === contract.totalFen,
    receivedAt: payment.receivedAt.toISOString(),
  });
}

const hashOf = ({ contractId, amountFen, method, evidence }: RecordPayment): string =>
  createHash('sha256')
    .update(JSON.stringify([contractId, amountFen, method, evidence]))
    .digest('hex');

async function findTwin({ em, principal }: UnitOfWork, key: string, requestHash: string): Promise<Payment | null> {
  const twin = await em.findOne(Payment, { recordedById: principal.subject, idempotencyKey: key });
  if (twin && twin.requestHash !== requestHash) throw keyReused(key);
  return twin;
}

const keyReused = (idempotencyKey: string) =>
  conflict(
    'IDEMPOTENCY_KEY_REUSED',
    {
      en: `The idempotency key "${idempotencyKey}" came with another payment; use a new key for a new payment.`,
      'zh-CN': `幂等键“${idempotencyKey}”已用于另一笔收款,新的收款请使用新的键。`,
    },
    { idempotencyKey },
  );
