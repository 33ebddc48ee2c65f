import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/contract.ts';
import { checkDeposit, type DepositKind } from '../domain/deposit.ts';
import { depositTakenEntries, heldFor } from '../domain/fee-postings.ts';
import { branchAccount } from '../domain/ledger.ts';
import { Deposit } from '../persistence/entities/deposit.ts';
import type { PaymentMethod } from '../persistence/entities/payment.ts';
import { openLedger } from '../persistence/queries/ledger.ts';
import { nextNumber } from '../persistence/queries/next-number.ts';
import { checkFamily } from './check-family.ts';
import { checkBranch } from './check-known.ts';
import { checkTwin, hashOf, waitForTwin } from './idempotency.ts';

export interface TakeDeposit {
  branchId: string;
  studentId: string;
  guardianId: string;
  kind: DepositKind;
  amountFen: number;
  contractAmountFen?: number | null | undefined;
  method: PaymentMethod;
  evidence: string;
  idempotencyKey: string;
}

/**
 * Money before there is a contract, with its receipt. Sent again with the same key it answers with the first deposit. Throws
 * INVALID_DEPOSIT, BRANCH_NOT_FOUND, STUDENT_NOT_FOUND, WRONG_GUARDIAN, IDEMPOTENCY_KEY_REUSED.
 */
export async function takeDeposit(unit: UnitOfWork, input: TakeDeposit): Promise<Deposit> {
  const { em, principal, now } = unit;
  const { branchId, studentId, guardianId, kind, amountFen, method } = input;
  const contractAmountFen = input.contractAmountFen ?? null;
  const key = checkText('idempotencyKey', input.idempotencyKey, 200);
  const evidence = checkText('evidence', input.evidence);
  checkDeposit({ kind, amountFen, contractAmountFen });
  await waitForTwin(unit, 'deposit', key);
  const requestHash = hashOf([branchId, studentId, guardianId, kind, amountFen, contractAmountFen, method, evidence]);
  const found = await em.findOne(Deposit, { takenById: principal.subject, idempotencyKey: key });
  const twin = checkTwin(found, key, requestHash);
  if (twin) return twin;
  await checkBranch(unit, branchId);
  await checkFamily(unit, studentId, guardianId);
  const id = newId();
  const number = await nextNumber(unit, 'D');
  const receiptNumber = await nextNumber(unit, 'R');
  const ref = { depositId: id, branchId, kind };
  const ledger = await openLedger(unit, [branchAccount('CASH', branchId), heldFor(ref)]);
  const header = { kind: 'DEPOSIT_TAKEN' as const, branchId, studentId, guardianId };
  const ledgerTransactionId = ledger.post(header, depositTakenEntries(ref, amountFen));
  await ledger.save();
  return em.create(Deposit, {
    ...{ id, organizationId: principal.organizationId, createdAt: now, takenById: principal.subject },
    ...{ branchId, studentId, guardianId, kind, amountFen, contractAmountFen, method, evidence },
    ...{ number, receiptNumber, idempotencyKey: key, requestHash, ledgerTransactionId },
  });
}
