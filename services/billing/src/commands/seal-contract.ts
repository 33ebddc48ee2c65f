import { createHash } from 'node:crypto';
import type { Contract } from '../persistence/entities/contract.ts';

/**
 * SHA-256 of what was agreed, as hexadecimal: JSON with its keys in this order, times in UTC. Whoever has the contract can
 * reckon it again; a changed figure gives another seal.
 */
export function sealContract(contract: Omit<SealedTerms, 'acceptedAt'> & { acceptedAt: Date }): string {
  const { number, organizationId, branchId, studentId, guardianId, courseId } = contract;
  const { totalFen, paidHundredths, giftHundredths, startsOn, termsVersion, acceptedByKind, acceptedById } = contract;
  const text = JSON.stringify([
    ...[number, organizationId, branchId, studentId, guardianId, courseId],
    contract.lines.map(({ code, lessonHundredths, amountFen }) => [code, lessonHundredths, amountFen]),
    contract.instalments.map(({ dueOn, amountFen }) => [dueOn, amountFen]),
    ...[totalFen, paidHundredths, giftHundredths, startsOn, termsVersion],
    ...[contract.acceptedAt.toISOString(), acceptedByKind, acceptedById],
  ]);
  return createHash('sha256').update(text).digest('hex');
}

type SealedTerms = Pick<
  Contract,
  | 'number'
  | 'organizationId'
  | 'branchId'
  | 'studentId'
  | 'guardianId'
  | 'courseId'
  | 'lines'
  | 'instalments'
  | 'totalFen'
  | 'paidHundredths'
  | 'giftHundredths'
  | 'startsOn'
  | 'termsVersion'
  | 'acceptedAt'
  | 'acceptedByKind'
  | 'acceptedById'
>;
