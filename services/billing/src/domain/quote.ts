import { invalid } from '@campusgraph/errors';
import { portion } from './rounding.ts';

/** What the front desk offers. Amounts in fen, lessons in hundredths. */
export interface OfferedTerms {
  paidHundredths: number;
  giftHundredths: number;
  unitPriceFen: number;
  listPriceFen: number;
  discountFen: number;
  materialsFen: number;
  /** Null: all of it at once. */
  instalments: readonly Instalment[] | null;
}

export interface Instalment {
  /** `YYYY-MM-DD` in the branch's zone. */
  dueOn: string;
  amountFen: number;
}

export type QuoteLineCode = 'TUITION' | 'GIFT_LESSONS' | 'DISCOUNT' | 'MATERIALS';

export interface QuoteLine {
  code: QuoteLineCode;
  /** Hundredths; null for what is no lesson. */
  lessonHundredths: number | null;
  amountFen: number;
}

export interface PricedQuote {
  tuitionFen: number;
  totalFen: number;
  lines: QuoteLine[];
}

const MAX_LESSON_HUNDREDTHS = 1_000_000;
const MAX_FEN = 1_000_000_000;

/** The price of what is offered. Throws INVALID_QUOTE, DISCOUNT_TOO_LARGE, INSTALMENTS_DO_NOT_ADD_UP. */
export function priceQuote(terms: OfferedTerms): PricedQuote {
  checkRange('paidLessons', terms.paidHundredths, 1, MAX_LESSON_HUNDREDTHS);
  checkRange('giftLessons', terms.giftHundredths, 0, MAX_LESSON_HUNDREDTHS);
  checkRange('unitPriceFen', terms.unitPriceFen, 0, MAX_FEN);
  checkRange('listPriceFen', terms.listPriceFen, 0, MAX_FEN);
  checkRange('discountFen', terms.discountFen, 0, MAX_FEN);
  checkRange('materialsFen', terms.materialsFen, 0, MAX_FEN);
  const gross = portion(terms.unitPriceFen, terms.paidHundredths, 100);
  if (terms.discountFen > gross) throw discountTooLarge(terms.discountFen, gross);
  const tuitionFen = gross - terms.discountFen;
  const totalFen = tuitionFen + terms.materialsFen;
  checkRange('totalFen', totalFen, 1, MAX_FEN);
  if (terms.instalments) checkInstalments(terms.instalments, totalFen);
  const lines: QuoteLine[] = [{ code: 'TUITION', lessonHundredths: terms.paidHundredths, amountFen: gross }];
  if (terms.giftHundredths > 0)
    lines.push({ code: 'GIFT_LESSONS', lessonHundredths: terms.giftHundredths, amountFen: 0 });
  if (terms.discountFen > 0) lines.push({ code: 'DISCOUNT', lessonHundredths: null, amountFen: -terms.discountFen });
  if (terms.materialsFen > 0) lines.push({ code: 'MATERIALS', lessonHundredths: null, amountFen: terms.materialsFen });
  return { tuitionFen, totalFen, lines };
}

function checkRange(argument: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw invalid(
    'INVALID_QUOTE',
    {
      en: `${argument} must be from ${least} to ${most}, not ${value}.`,
      'zh-CN': `${argument} 须在 ${least} 到 ${most} 之间,收到 ${value}。`,
    },
    { argument, value },
  );
}

const discountTooLarge = (discountFen: number, tuitionFen: number) =>
  invalid(
    'DISCOUNT_TOO_LARGE',
    {
      en: `A discount of ${discountFen} fen is more than the tuition of ${tuitionFen} fen.`,
      'zh-CN': `优惠 ${discountFen} 分超过学费 ${tuitionFen} 分。`,
    },
    { discountFen, tuitionFen },
  );

function checkInstalments(instalments: readonly Instalment[], totalFen: number): void {
  const sum = instalments.reduce((total, { amountFen }) => total + amountFen, 0);
  const isAscending = instalments.every(
    ({ dueOn }, index) => index === 0 || dueOn >= (instalments[index - 1]?.dueOn ?? ''),
  );
  if (sum === totalFen && isAscending && instalments.every(({ amountFen }) => amountFen > 0)) return;
  throw invalid(
    'INSTALMENTS_DO_NOT_ADD_UP',
    {
      en: `Instalments must be above 0, in order of their days and add up to ${totalFen} fen; these make ${sum}.`,
      'zh-CN': `各期金额须大于 0、按日期先后,且合计 ${totalFen} 分;当前合计 ${sum} 分。`,
    },
    { totalFen, instalmentsFen: sum },
  );
}

/** What of `paidFen` covers each instalment: the earliest first. */
export function coverInstalments<Part extends Instalment>(
  instalments: readonly Part[],
  paidFen: number,
): (Part & { paidFen: number })[] {
  let open = paidFen;
  return instalments.map((instalment) => {
    const covered = Math.min(open, instalment.amountFen);
    open -= covered;
    return { ...instalment, paidFen: covered };
  });
}
