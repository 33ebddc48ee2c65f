import { refundApproved, refundRejected } from '@campusgraph/contracts';
import { notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkText } from '../domain/contract.ts';
import { afterWorkingDays, checkApprover, nextStatus } from '../domain/refund-request.ts';
import { Contract } from '../persistence/entities/contract.ts';
import { RefundRequest } from '../persistence/entities/refund-request.ts';
import { policyAt } from '../persistence/queries/policies.ts';
import { zoneOf } from '../persistence/queries/time-zone.ts';
import { refundFact } from './refund-fact.ts';

/** A request and its contract, the request locked. Throws REFUND_REQUEST_NOT_FOUND. */
export async function lockRefundRequest({ em }: UnitOfWork, id: string) {
  const request = await em.findOne(RefundRequest, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!request) throw notFound('RefundRequest', id);
  return { request, contract: await em.findOneOrFail(Contract, { id: request.contractId }) };
}

/**
 * Agrees to a refund. Throws REFUND_NOT_POSSIBLE for what is decided already, REQUESTER_MAY_NOT_APPROVE,
 * HEADQUARTERS_MUST_APPROVE.
 */
export async function approveRefund(unit: UnitOfWork, refundRequestId: string): Promise<RefundRequest> {
  const { em, principal, now } = unit;
  const { request, contract } = await lockRefundRequest(unit, refundRequestId);
  const status = nextStatus(request, 'approve');
  const { body } = await policyAt(em, 'REFUND', request.branchId, now);
  checkApprover(request, { subject: principal.subject, coversAllBranches: principal.branches === 'ALL' }, body);
  request.status = status;
  request.decidedById = principal.subject;
  request.decidedAt = now;
  request.payBy = afterWorkingDays(now, body.payOutWorkingDays, await zoneOf(em, request.branchId));
  unit.record(refundApproved, request, { ...refundFact(contract, request), approvedAt: now.toISOString() });
  return request;
}

/** Says no, also to what was approved and not paid yet. Throws REFUND_NOT_POSSIBLE. */
export async function rejectRefund(
  unit: UnitOfWork,
  { refundRequestId, reason }: { refundRequestId: string; reason: string },
): Promise<RefundRequest> {
  const { principal, now } = unit;
  const { request, contract } = await lockRefundRequest(unit, refundRequestId);
  request.status = nextStatus(request, 'reject');
  request.rejectionReason = checkText('reason', reason, 1000);
  request.decidedById = principal.subject;
  request.decidedAt = now;
  request.payBy = null;
  const fact = { ...refundFact(contract, request), reason: request.rejectionReason, rejectedAt: now.toISOString() };
  unit.record(refundRejected, request, fact);
  return request;
}
