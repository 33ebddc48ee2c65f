import { refundPaid } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkText } from '../domain/contract.ts';
import { liabilityOf, lotAccount, refundEntries } from '../domain/contract-postings.ts';
import { branchAccount } from '../domain/ledger.ts';
import { checkChannel, nextStatus } from '../domain/refund-request.ts';
import type { Contract } from '../persistence/entities/contract.ts';
import type { LessonLot } from '../persistence/entities/lesson-lot.ts';
import { Payment, type PaymentMethod } from '../persistence/entities/payment.ts';
import type { RefundRequest } from '../persistence/entities/refund-request.ts';
import { openLedger } from '../persistence/queries/ledger.ts';
import { lockAccounts } from '../persistence/queries/posting-state.ts';
import { lockRefundRequest } from './decide-refund.ts';
import { reckonRefund } from './quote-refund.ts';
import { refundFact } from './refund-fact.ts';

export interface PayRefund {
  refundRequestId: string;
  method: PaymentMethod;
  evidence: string;
}

/**
 * The money leaves and the rest of the lessons with it. Throws REFUND_NOT_POSSIBLE, REFUND_WRONG_CHANNEL, and
 * REFUND_QUOTE_CHANGED when lessons were taken or money came in since the amount was approved.
 */
export async function payRefund(unit: UnitOfWork, input: PayRefund): Promise<RefundRequest> {
  const { em, principal, now } = unit;
  const evidence = checkText('evidence', input.evidence);
  const { request, contract } = await lockRefundRequest(unit, input.refundRequestId);
  const status = nextStatus(request, 'pay');
  await em.refresh(contract, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const payments = await em.find(Payment, { contractId: contract.id });
  checkChannel(
    input.method,
    payments.map((payment) => payment.method),
  );
  const { studentId, guardianId, branchId } = contract;
  // From here on no lesson is deducted until the refund is through.
  await lockAccounts(unit, [{ studentId, guardianId, branchId, reserved: 1 }]);
  const { amountFen, lots } = await reckonRefund(em, { ...request, contractId: contract.id }, now);
  if (amountFen !== request.amountFen) throw quoteChanged(request, amountFen);
  request.ledgerTransactionId = await postRefund(unit, contract, amountFen, lots);
  for (const lot of lots) lot.withdrawnHundredths = lot.grantedHundredths - lot.consumedHundredths;
  contract.refundedFen += amountFen;
  contract.status = 'REFUNDED';
  Object.assign(request, {
    status,
    paidAt: now,
    paidMethod: input.method,
    paidEvidence: evidence,
    paidById: principal.subject,
  });
  const fact = { ...refundFact(contract, request), method: input.method, paidAt: now.toISOString() };
  unit.record(refundPaid, request, fact);
  return request;
}

async function postRefund(unit: UnitOfWork, contract: Contract, amountFen: number, lots: LessonLot[]): Promise<string> {
  const { id: contractId, branchId, studentId, guardianId } = contract;
  const branchCodes = ['REFUND_CONCESSION', 'RETAINED_ON_REFUND', 'CASH', 'LESSONS_WITHDRAWN'] as const;
  const ledger = await openLedger(unit, [
    ...branchCodes.map((code) => branchAccount(code, branchId)),
    liabilityOf({ contractId, branchId }),
    ...lots.map((lot) => lotAccount(lot.id, branchId)),
  ]);
  const rest = lots.map((lot) => ({
    lotId: lot.id,
    hundredths: lot.grantedHundredths - lot.consumedHundredths - lot.withdrawnHundredths,
  }));
  const entries = refundEntries(ledger.book, { contractId, branchId }, amountFen, rest);
  const id = ledger.post({ kind: 'REFUND', branchId, contractId, studentId, guardianId }, entries);
  await ledger.save();
  return id;
}

const quoteChanged = (request: RefundRequest, amountFen: number) =>
  conflict(
    'REFUND_QUOTE_CHANGED',
    {
      en: `The refund was approved with ${request.amountFen} fen and is ${amountFen} fen now; reject it and ask again.`,
      'zh-CN': `批准的退费金额为 ${request.amountFen} 分,现已变为 ${amountFen} 分,请驳回后重新申请。`,
    },
    { refundRequestId: request.id, approvedFen: request.amountFen, amountFen },
  );
