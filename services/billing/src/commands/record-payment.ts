import { notFound } from '@campusgraph/errors';
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
import { checkTwin, hashOf, keyReused } from './idempotency.ts';
import { recordReceived } from './record-received.ts';

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
  const requestHash = hashOf([input.contractId, input.amountFen, input.method, evidence]);
  const found = await em.findOne(Payment, { recordedById: unit.principal.subject, idempotencyKey: key });
  const twin = checkTwin(found, key, requestHash);
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
