import { notFound } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AppliedPolicy } from '../domain/policy.ts';
import { quoteRefund, type RefundFigures, type RefundQuote } from '../domain/refund.ts';
import { Contract } from '../persistence/entities/contract.ts';
import { LessonLot } from '../persistence/entities/lesson-lot.ts';
import { policyAt } from '../persistence/queries/policies.ts';

/** What a contract would give back now, and all that it is reckoned from. */
export interface ReckonedRefund extends RefundQuote {
  figures: RefundFigures;
  policy: AppliedPolicy<'REFUND'>;
  lots: LessonLot[];
}

/** Throws CONTRACT_NOT_FOUND. Changes nothing. */
export async function reckonRefund(
  em: SqlEntityManager,
  { contractId, schoolAtFault }: { contractId: string; schoolAtFault: boolean },
  now: Date,
): Promise<ReckonedRefund> {
  const contract = await em.findOne(Contract, { id: contractId });
  if (!contract) throw notFound('Contract', contractId);
  const lots = await em.find(LessonLot, { contractId }, { orderBy: { kind: 'desc' } });
  const consumed = (kind: LessonLot['kind']) =>
    lots.reduce((sum, lot) => sum + (lot.kind === kind ? lot.consumedHundredths : 0), 0);
  const { tuitionFen, materialsFen, paidHundredths, giftHundredths, listPriceFen, paidFen, refundedFen } = contract;
  const figures: RefundFigures = {
    ...{ tuitionFen, materialsFen, paidHundredths, giftHundredths, listPriceFen, paidFen, refundedFen, schoolAtFault },
    consumed: { paidHundredths: consumed('PAID'), giftHundredths: consumed('GIFT') },
    acceptedAt: contract.acceptedAt,
  };
  const policy = await policyAt(em, 'REFUND', contract.branchId, now);
  return { ...quoteRefund(figures, policy.body, now), figures, policy, lots };
}
