import { conflict, invalid } from '@campusgraph/errors';

/** ACCEPTED: agreed, nothing paid. ACTIVE: money came in and the lessons stand in the account. REFUNDED: ended early. */
export type ContractStatus = 'ACCEPTED' | 'ACTIVE' | 'REFUNDED';
export type QuoteStatus = 'OPEN' | 'ACCEPTED';

export const mayTakePayment = (status: ContractStatus): boolean => status !== 'REFUNDED';

/** Throws QUOTE_ALREADY_ACCEPTED or QUOTE_EXPIRED. */
export function checkAcceptable(quote: { id: string; status: QuoteStatus; expiresAt: Date }, now: Date): void {
  if (quote.status === 'ACCEPTED') {
    throw conflict(
      'QUOTE_ALREADY_ACCEPTED',
      { en: `Quote ${quote.id} is accepted already.`, 'zh-CN': `报价 ${quote.id} 已被接受。` },
      { quoteId: quote.id },
    );
  }
  if (now < quote.expiresAt) return;
  const expiredAt = quote.expiresAt.toISOString();
  throw conflict(
    'QUOTE_EXPIRED',
    { en: `The quote expired at ${expiredAt}; make a new one.`, 'zh-CN': `报价已于 ${expiredAt} 过期,请重新报价。` },
    { quoteId: quote.id, expiresAt: expiredAt },
  );
}

export interface Payable {
  id: string;
  number: string;
  status: ContractStatus;
  totalFen: number;
  paidFen: number;
}

/** Throws CONTRACT_CLOSED, INVALID_AMOUNT, or OVERPAYMENT naming what is outstanding. */
export function checkPayment(contract: Payable, amountFen: number): void {
  const { id: contractId, number, totalFen, paidFen } = contract;
  if (!mayTakePayment(contract.status)) {
    throw conflict(
      'CONTRACT_CLOSED',
      { en: `Contract ${number} is refunded and takes no payment.`, 'zh-CN': `合同 ${number} 已退费,不能再收款。` },
      { contractId },
    );
  }
  if (amountFen <= 0) {
    throw invalid(
      'INVALID_AMOUNT',
      { en: `A payment must be above 0 fen, not ${amountFen}.`, 'zh-CN': `收款金额须大于 0 分,收到 ${amountFen}。` },
      { amountFen },
    );
  }
  const outstandingFen = totalFen - paidFen;
  if (amountFen <= outstandingFen) return;
  throw conflict(
    'OVERPAYMENT',
    {
      en: `${outstandingFen} fen are outstanding on contract ${number}, ${amountFen} is more.`,
      'zh-CN': `合同 ${number} 尚欠 ${outstandingFen} 分,收款 ${amountFen} 分超出。`,
    },
    { contractId, outstandingFen, amountFen },
  );
}

/** A trimmed text that is not empty and not above `max` characters. Throws EMPTY_TEXT or TEXT_TOO_LONG, naming the argument. */
export function checkText(argument: string, value: string, max = 500): string {
  const text = value.trim();
  if (text === '') {
    throw invalid(
      'EMPTY_TEXT',
      { en: `${argument} must not be empty.`, 'zh-CN': `${argument} 不能为空。` },
      { argument },
    );
  }
  if (text.length <= max) return text;
  throw invalid(
    'TEXT_TOO_LONG',
    {
      en: `${argument} has ${text.length} characters; at most ${max} fit.`,
      'zh-CN': `${argument} 有 ${text.length} 个字符,最多 ${max} 个。`,
    },
    { argument },
  );
}
