import type { RevenuePolicy } from './policy.ts';
import { portion } from './rounding.ts';

/** The figures of a contract that its price per lesson comes from. */
export interface ContractTerms {
  /** The price of the paid lessons after discounts, without materials. */
  tuitionFen: number;
  materialsFen: number;
  /** N of rules.md. */
  paidHundredths: number;
  /** G of rules.md. */
  giftHundredths: number;
}

export interface Consumed {
  paidHundredths: number;
  giftHundredths: number;
}

/**
 * What has been earned of a contract when so much of it is consumed, in fen (rules.md, "Revenue"). Materials are earned
 * with the first lesson. Recognise the difference to what was recognised before: so the last lesson takes the remainder.
 */
export function earnedFen(terms: ContractTerms, consumed: Consumed, policy: RevenuePolicy): number {
  const { tuitionFen, materialsFen, paidHundredths, giftHundredths } = terms;
  if (consumed.paidHundredths + consumed.giftHundredths === 0) return 0;
  if (policy.giftLessons === 'ALLOCATED') {
    const whole = paidHundredths + giftHundredths;
    return materialsFen + portion(tuitionFen, consumed.paidHundredths + consumed.giftHundredths, whole);
  }
  return materialsFen + (paidHundredths === 0 ? 0 : portion(tuitionFen, consumed.paidHundredths, paidHundredths));
}
