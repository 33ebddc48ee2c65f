import { conflict, forbidden } from '@campusgraph/errors';
import type { RefundPolicy } from './policy.ts';

export type RefundStatus = 'REQUESTED' | 'APPROVED' | 'REJECTED' | 'PAID';
export type RefundStep = 'approve' | 'reject' | 'pay';

const TRANSITIONS: Readonly<Record<RefundStep, { from: readonly RefundStatus[]; to: RefundStatus }>> = {
  approve: { from: ['REQUESTED'], to: 'APPROVED' },
  reject: { from: ['REQUESTED', 'APPROVED'], to: 'REJECTED' },
  pay: { from: ['APPROVED'], to: 'PAID' },
};

/** The status after `step`. Throws REFUND_NOT_POSSIBLE naming the present status. */
export function nextStatus(request: { id: string; status: RefundStatus }, step: RefundStep): RefundStatus {
  const { from, to } = TRANSITIONS[step];
  if (from.includes(request.status)) return to;
  throw conflict(
    'REFUND_NOT_POSSIBLE',
    {
      en: `Cannot ${step} a refund request that is ${request.status}; it must be ${from.join(' or ')}.`,
      'zh-CN': `退费申请当前状态为 ${request.status},须为 ${from.join(' 或 ')} 才能执行 ${step}。`,
    },
    { refundRequestId: request.id, status: request.status, step },
  );
}

/** Below the limit and with nothing claimed that somebody has to judge, nobody has to approve. */
export const isAutomatic = (amountFen: number, schoolAtFault: boolean, policy: RefundPolicy): boolean =>
  !schoolAtFault && amountFen <= policy.automaticUpToFen;

export interface Approver {
  subject: string;
  coversAllBranches: boolean;
}

/** Throws REQUESTER_MAY_NOT_APPROVE, or HEADQUARTERS_MUST_APPROVE above the second limit. */
export function checkApprover(
  request: { requestedById: string; amountFen: number },
  approver: Approver,
  policy: RefundPolicy,
): void {
  if (approver.subject === request.requestedById) {
    throw forbidden('REQUESTER_MAY_NOT_APPROVE', {
      en: 'Whoever asked for a refund may not approve it; let a colleague do so.',
      'zh-CN': '退费申请人不能审批自己的申请,请由其他同事审批。',
    });
  }
  if (request.amountFen <= policy.headquartersAboveFen || approver.coversAllBranches) return;
  throw forbidden(
    'HEADQUARTERS_MUST_APPROVE',
    {
      en: `A refund of ${request.amountFen} fen is above ${policy.headquartersAboveFen}: headquarters approves it.`,
      'zh-CN': `退费 ${request.amountFen} 分超过 ${policy.headquartersAboveFen} 分,须由总部审批。`,
    },
    { amountFen: request.amountFen, limitFen: policy.headquartersAboveFen },
  );
}

const OFFLINE: readonly string[] = ['CASH', 'BANK_TRANSFER'];

/** Money goes back the way it came, or offline. Throws REFUND_WRONG_CHANNEL naming the ways there are. */
export function checkChannel(method: string, paidBy: readonly string[]): void {
  const allowed = [...new Set([...paidBy, ...OFFLINE])];
  if (allowed.includes(method)) return;
  throw conflict(
    'REFUND_WRONG_CHANNEL',
    {
      en: `This contract was not paid by ${method}; pay back by ${allowed.join(', ')}.`,
      'zh-CN': `该合同并非以 ${method} 付款,请以 ${allowed.join('、')} 退回。`,
    },
    { method, allowed },
  );
}

/**
 * The day after so many working days, Monday to Friday: `YYYY-MM-DD`. Public holidays are not known here, so it is the
 * earliest day that a customer may complain about.
 */
export function afterWorkingDays(from: Date, workingDays: number, timeZone: string): string {
  const day = new Date(`${new Intl.DateTimeFormat('en-CA', { timeZone }).format(from)}T00:00:00Z`);
  for (let left = workingDays; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}
