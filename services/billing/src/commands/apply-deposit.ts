import { notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkPayment } from '../domain/contract.ts';
import { liabilityOf, receivableOf } from '../domain/contract-postings.ts';
import { checkHeld, checkSameParty } from '../domain/deposit.ts';
import { depositAppliedEntries, heldFor } from '../domain/fee-postings.ts';
import { Contract } from '../persistence/entities/contract.ts';
import { Deposit } from '../persistence/entities/deposit.ts';
import { Payment } from '../persistence/entities/payment.ts';
import { openLedger } from '../persistence/queries/ledger.ts';
import { nextNumber } from '../persistence/queries/next-number.ts';
import { lockAccounts } from '../persistence/queries/posting-state.ts';
import { activateContract } from './activate-contract.ts';
import { hashOf } from './idempotency.ts';
import { recordReceived } from './record-received.ts';

/**
 * A deposit pays a contract of the same child (article 587: earnest money counts towards the price), as money from outside
 * would. Asked for again it answers with the same payment. Throws DEPOSIT_NOT_FOUND, DEPOSIT_NOT_HELD, CONTRACT_NOT_FOUND,
 * DEPOSIT_NOT_FOR_CONTRACT, and what `checkPayment` throws.
 */
export async function applyDeposit(
  unit: UnitOfWork,
  { depositId, contractId }: { depositId: string; contractId: string },
): Promise<Payment> {
  const { em, now, principal } = unit;
  const deposit = await em.findOne(Deposit, { id: depositId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!deposit) throw notFound('Deposit', depositId);
  const twin = await em.findOne(Payment, { depositId, contractId });
  if (twin) return twin;
  checkHeld(deposit);
  const contract = await em.findOne(Contract, { id: contractId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!contract) throw notFound('Contract', contractId);
  checkSameParty(deposit, contract);
  const { organizationId, branchId, studentId, guardianId, amountFen, method, evidence, number } = deposit;
  checkPayment(contract, amountFen);
  const isFirst = contract.status === 'ACCEPTED';
  if (isFirst) await lockAccounts(unit, [{ studentId, guardianId, branchId, reserved: 1 }]);
  const payment = em.create(Payment, {
    ...{ id: newId(), organizationId, branchId, studentId, guardianId, contractId, depositId, amountFen, method },
    ...{ evidence: `${number}: ${evidence}`, idempotencyKey: `deposit ${depositId}`, receivedAt: now },
    requestHash: hashOf(['DEPOSIT', depositId, contractId]),
    recordedById: principal.subject,
    receiptNumber: await nextNumber(unit, 'R'),
    ledgerTransactionId: await postApplied(unit, deposit, contractId),
  });
  await em.flush();
  deposit.status = 'APPLIED';
  deposit.contractId = contractId;
  deposit.settledAt = now;
  deposit.settledById = principal.subject;
  deposit.settlementTransactionId = payment.ledgerTransactionId;
  contract.paidFen += amountFen;
  recordReceived(unit, contract, payment);
  if (isFirst) await activateContract(unit, contract);
  return payment;
}

async function postApplied(unit: UnitOfWork, deposit: Deposit, contractId: string): Promise<string> {
  const { id: depositId, branchId, kind, studentId, guardianId, amountFen } = deposit;
  const [ref, contract] = [
    { depositId, branchId, kind },
    { contractId, branchId },
  ];
  const ledger = await openLedger(unit, [heldFor(ref), liabilityOf(contract), receivableOf(contract)]);
  const entries = depositAppliedEntries(ledger.book, ref, contract, amountFen);
  const id = ledger.post({ kind: 'DEPOSIT_APPLIED', branchId, contractId, studentId, guardianId }, entries);
  await ledger.save();
  return id;
}
