import { conflict, invalid } from '@campusgraph/errors';

/** What a fee is for; tuition and its materials are in a contract and never here. */
export type InvoiceLineKind = 'REGISTRATION' | 'BOOK' | 'COURSE' | 'DEPOSIT' | 'OTHER';

export interface InvoiceLine {
  kind: InvoiceLineKind;
  text: string;
  amountFen: number;
}

export type InvoiceStatus = 'ISSUED' | 'PARTLY_PAID' | 'PAID';

const MAX_FEN = 1_000_000_000;
const MAX_LINES = 50;

/** Earned as soon as they are paid: the work is done, the book is handed out. The rest is owed until it is given. */
const EARNED_WHEN_PAID: readonly InvoiceLineKind[] = ['REGISTRATION', 'BOOK'];

/** The lines added up. Throws INVALID_INVOICE for no line, too many, or an amount that is none. */
export function invoiceTotal(lines: readonly InvoiceLine[]): number {
  if (lines.length < 1 || lines.length > MAX_LINES) throw invalidInvoice('lines', lines.length, MAX_LINES);
  for (const { amountFen } of lines) {
    if (amountFen < 1 || amountFen > MAX_FEN) throw invalidInvoice('amountFen', amountFen, MAX_FEN);
  }
  const totalFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (totalFen > MAX_FEN) throw invalidInvoice('totalFen', totalFen, MAX_FEN);
  return totalFen;
}

export const invoiceStatus = (totalFen: number, paidFen: number): InvoiceStatus => {
  if (paidFen === 0) return 'ISSUED';
  return paidFen < totalFen ? 'PARTLY_PAID' : 'PAID';
};

interface Party {
  branchId: string;
  studentId: string;
  guardianId: string;
}

/** An invoice for a contract is for the same child at the same branch. Throws INVALID_INVOICE naming what differs. */
export function checkPartyOf(contract: Party & { number: string }, party: Party): void {
  const argument = (['branchId', 'studentId', 'guardianId'] as const).find((key) => contract[key] !== party[key]);
  if (!argument) return;
  const value = party[argument];
  throw invalid(
    'INVALID_INVOICE',
    {
      en: `${argument} ${value} is not that of contract ${contract.number}; leave contractId out or name its own.`,
      'zh-CN': `${argument} ${value} 与合同 ${contract.number} 不一致,请更正或不填 contractId。`,
    },
    { argument, value },
  );
}

/** Throws INVALID_AMOUNT, or OVERPAYMENT naming what is outstanding. */
export function checkInvoicePayment(
  invoice: { id: string; number: string; totalFen: number; paidFen: number },
  amountFen: number,
): void {
  if (amountFen <= 0) {
    throw invalid(
      'INVALID_AMOUNT',
      { en: `A payment must be above 0 fen, not ${amountFen}.`, 'zh-CN': `收款金额须大于 0 分,收到 ${amountFen}。` },
      { amountFen },
    );
  }
  const outstandingFen = invoice.totalFen - invoice.paidFen;
  if (amountFen <= outstandingFen) return;
  throw conflict(
    'OVERPAYMENT',
    {
      en: `${outstandingFen} fen are outstanding on invoice ${invoice.number}, ${amountFen} is more.`,
      'zh-CN': `账单 ${invoice.number} 尚欠 ${outstandingFen} 分,收款 ${amountFen} 分超出。`,
    },
    { invoiceId: invoice.id, outstandingFen, amountFen },
  );
}

/**
 * How much of a payment is revenue at once. Money covers the lines in their order; what covers REGISTRATION or BOOK is
 * earned when it is paid, everything else is a liability.
 */
export function earnedByPayment(lines: readonly InvoiceLine[], paidBeforeFen: number, amountFen: number): number {
  const end = paidBeforeFen + amountFen;
  let from = 0;
  let earned = 0;
  for (const line of lines) {
    const to = from + line.amountFen;
    const covered = Math.max(0, Math.min(to, end) - Math.max(from, paidBeforeFen));
    if (EARNED_WHEN_PAID.includes(line.kind)) earned += covered;
    from = to;
  }
  return earned;
}

const invalidInvoice = (argument: string, value: number, max: number) =>
  invalid(
    'INVALID_INVOICE',
    {
      en: `${argument} must be from 1 to ${max}, not ${value}.`,
      'zh-CN': `${argument} 须在 1 到 ${max} 之间,收到 ${value}。`,
    },
    { argument, value, max },
  );
