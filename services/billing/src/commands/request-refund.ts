import { refundApproved, refundRequested } from '@campusgraph/contracts';
import { conflict, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkText } from '../domain/contract.ts';
import { afterWorkingDays, isAutomatic } from '../domain/refund-request.ts';
import { Contract } from '../persistence/entities/contract.ts';
import { RefundRequest } from '../persistence/entities/refund-request.ts';
import { zoneOf } from '../persistence/queries/time-zone.ts';
import { reckonRefund } from './quote-refund.ts';
import { refundFact } from './refund-fact.ts';

export interface RequestRefund {
  contractId: string;
  reason: string;
  schoolAtFault?: boolean | null | undefined;
}

/**
 * Somebody wants the rest of a contract back; the request keeps the quote with every line. Small ones inside the policy are
 * approved at once. Throws CONTRACT_NOT_FOUND, NOTHING_TO_REFUND, REFUND_ALREADY_REQUESTED.
 */
export async function requestRefund(unit: UnitOfWork, input: RequestRefund): Promise<RefundRequest> {
  const { em, principal, now } = unit;
  const reason = checkText('reason', input.reason, 1000);
  const schoolAtFault = input.schoolAtFault ?? false;
  const contract = await em.findOne(Contract, { id: input.contractId });
  if (!contract) throw notFound('Contract', input.contractId);
  const { amountFen, lines, figures, policy } = await reckonRefund(em, { ...input, schoolAtFault }, now);
  if (amountFen === 0) throw nothingToRefund(contract);
  const { acceptedAt, ...kept } = figures;
  const isApproved = isAutomatic(amountFen, schoolAtFault, policy.body);
  const request = em.create(RefundRequest, {
    ...{ id: newId(), createdAt: now, reason, schoolAtFault, amountFen, lines, figures: kept },
    organizationId: contract.organizationId,
    branchId: contract.branchId,
    contractId: contract.id,
    studentId: contract.studentId,
    guardianId: contract.guardianId,
    policyVersion: policy.version,
    requestedByKind: principal.kind,
    requestedById: principal.subject,
    status: isApproved ? 'APPROVED' : 'REQUESTED',
    ...(isApproved && {
      decidedAt: now,
      payBy: afterWorkingDays(now, policy.body.payOutWorkingDays, await zoneOf(em, contract.branchId)),
    }),
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'refund_request_open') ? alreadyRequested(contract) : error;
  });
  const fact = refundFact(contract, request);
  unit.record(refundRequested, request, { ...fact, reason, requestedAt: now.toISOString() });
  if (isApproved) unit.record(refundApproved, request, { ...fact, approvedAt: now.toISOString() });
  return request;
}

const nothingToRefund = ({ id, number }: Contract) =>
  conflict(
    'NOTHING_TO_REFUND',
    {
      en: `Nothing of contract ${number} is left to pay back; ask for a refund quote to see why.`,
      'zh-CN': `合同 ${number} 没有可退金额,可先查看退费测算明细。`,
    },
    { contractId: id },
  );

const alreadyRequested = ({ id, number }: Contract) =>
  conflict(
    'REFUND_ALREADY_REQUESTED',
    {
      en: `A refund of contract ${number} is under way; finish or reject it first.`,
      'zh-CN': `合同 ${number} 已有进行中的退费申请,请先处理或驳回。`,
    },
    { contractId: id },
  );
