import type { RefundPolicy } from './policy.ts';
import type { Consumed, ContractTerms } from './revenue.ts';
import { portion } from './rounding.ts';

/** What a refund is reckoned from; every amount in fen, kept with the quote so that it can be explained later. */
export interface RefundFigures extends ContractTerms {
  /** List price of one lesson (100 hundredths): L of rules.md. */
  listPriceFen: number;
  /** P of rules.md so far: with instalments, what has come in. */
  paidFen: number;
  refundedFen: number;
  consumed: Consumed;
  /** The customer withdraws because of the school. */
  schoolAtFault: boolean;
  acceptedAt: Date;
}

export type RefundLineCode = 'PAID' | 'CONSUMED' | 'MATERIALS' | 'REFUNDED_BEFORE' | 'NOT_BELOW_ZERO';

export interface RefundLine {
  code: RefundLineCode;
  /** Signed: what it adds to the refund, or takes from it. */
  amountFen: number;
  /** In zh-CN and en, with the figures. */
  text: { 'zh-CN': string; en: string };
}

export interface RefundQuote {
  amountFen: number;
  /** They add up to the amount. */
  lines: RefundLine[];
}

const DAY_MS = 86_400_000;

/**
 * `P − P·c/N − M`, never below 0, never above what was paid and not yet refunded; everything back when nothing was
 * consumed (rules.md, "Refund"). With instalments P is what was paid so far, and the consumed value is at the full price.
 */
export function quoteRefund(figures: RefundFigures, policy: RefundPolicy, now: Date): RefundQuote {
  const { paidFen, refundedFen, consumed } = figures;
  const lines: RefundLine[] = [paidLine(paidFen)];
  if (consumed.paidHundredths + consumed.giftHundredths > 0) {
    lines.push(consumedLine(figures, policy, now));
    if (figures.materialsFen > 0) lines.push(materialsLine(figures.materialsFen));
  }
  if (refundedFen > 0) lines.push(refundedLine(refundedFen));
  const raw = sum(lines);
  if (raw < 0) lines.push(floorLine(-raw));
  return { amountFen: sum(lines), lines };
}

/** Is the price per lesson clawed back to the list price? Only when the customer withdraws without the school's fault. */
const isClawedBack = ({ schoolAtFault, acceptedAt }: RefundFigures, policy: RefundPolicy, now: Date): boolean =>
  policy.clawback === 'LIST_PRICE' &&
  !schoolAtFault &&
  now.getTime() - acceptedAt.getTime() > policy.unconditionalDays * DAY_MS;

function consumedLine(figures: RefundFigures, policy: RefundPolicy, now: Date): RefundLine {
  const { tuitionFen, paidHundredths, giftHundredths, listPriceFen, consumed } = figures;
  if (isClawedBack(figures, policy, now)) {
    return valueLine(
      portion(listPriceFen, consumed.paidHundredths, 100),
      consumed.paidHundredths,
      `原价 ${yuan(listPriceFen)}/课时`,
      `at the list price of ${yuan(listPriceFen)} a lesson`,
    );
  }
  // Pooled, every lesson has the same price, and a gift that was taken is taken like any other.
  const isPooled = policy.giftTreatment === 'POOLED';
  const whole = isPooled ? paidHundredths + giftHundredths : paidHundredths;
  const taken = isPooled ? consumed.paidHundredths + consumed.giftHundredths : consumed.paidHundredths;
  const value = whole === 0 ? 0 : portion(tuitionFen, taken, whole);
  return valueLine(
    value,
    taken,
    `学费 ${yuan(tuitionFen)} ÷ ${lessons(whole)} 课时`,
    `tuition ${yuan(tuitionFen)} over ${lessons(whole)} lessons`,
  );
}

/**
 * What goes back of a money card where part was given, when the school is at fault: the rest in the ratio of paid to all.
 * ¥3,000 paid + ¥1,000 gift, ¥3,594 used → ¥304.50.
 */
export const moneyCardRefundFen = (card: { paidFen: number; giftFen: number; usedFen: number }): number =>
  Math.max(0, portion(card.paidFen + card.giftFen - card.usedFen, card.paidFen, card.paidFen + card.giftFen));

/** What goes back of a time card: by the days that remain. */
export const timeCardRefundFen = (card: { paidFen: number; remainingDays: number; totalDays: number }): number =>
  portion(card.paidFen, Math.min(Math.max(0, card.remainingDays), card.totalDays), card.totalDays);

const sum = (lines: readonly RefundLine[]): number => lines.reduce((total, line) => total + line.amountFen, 0);

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
const lessons = (hundredths: number): string => String(hundredths / 100);

const paidLine = (paidFen: number): RefundLine => ({
  code: 'PAID',
  amountFen: paidFen,
  text: { 'zh-CN': `已付 ${yuan(paidFen)}`, en: `Paid ${yuan(paidFen)}` },
});

const valueLine = (valueFen: number, hundredths: number, zh: string, en: string): RefundLine => ({
  code: 'CONSUMED',
  amountFen: -valueFen,
  text: {
    'zh-CN': `已消耗 ${lessons(hundredths)} 课时,按${zh}计 ${yuan(valueFen)}`,
    en: `${lessons(hundredths)} lessons taken, ${en}: ${yuan(valueFen)}`,
  },
});

const materialsLine = (materialsFen: number): RefundLine => ({
  code: 'MATERIALS',
  amountFen: -materialsFen,
  text: { 'zh-CN': `已领教材 ${yuan(materialsFen)}`, en: `Materials kept ${yuan(materialsFen)}` },
});

const refundedLine = (refundedFen: number): RefundLine => ({
  code: 'REFUNDED_BEFORE',
  amountFen: -refundedFen,
  text: { 'zh-CN': `此前已退 ${yuan(refundedFen)}`, en: `Refunded before ${yuan(refundedFen)}` },
});

const floorLine = (shortFen: number): RefundLine => ({
  code: 'NOT_BELOW_ZERO',
  amountFen: shortFen,
  text: { 'zh-CN': '退费金额不低于零', en: 'A refund is never below zero' },
});
