import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import type { Payment, PaymentMethod } from '../persistence/entities/payment.ts';
import { payInvoice } from './pay-invoice.ts';
import { recordPayment } from './record-payment.ts';

export interface TakePayment {
  contractId?: string | null | undefined;
  invoiceId?: string | null | undefined;
  amountFen: number;
  method: PaymentMethod;
  evidence: string;
  idempotencyKey: string;
}

/** Money for a contract or for an invoice. Throws PAYS_ONE_THING, and what `recordPayment` and `payInvoice` throw. */
export async function takePayment(unit: UnitOfWork, input: TakePayment): Promise<Payment> {
  const { contractId, invoiceId, ...money } = input;
  if (contractId && !invoiceId) return recordPayment(unit, { ...money, contractId });
  if (invoiceId && !contractId) return payInvoice(unit, { ...money, invoiceId });
  throw invalid('PAYS_ONE_THING', {
    en: 'A payment is for a contract or for an invoice: name exactly one of contractId and invoiceId.',
    'zh-CN': '一笔收款只能对应合同或账单,请只填写 contractId 和 invoiceId 中的一个。',
  });
}
