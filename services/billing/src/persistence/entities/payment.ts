import { fen, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

/** How money changes hands; the same words as the events'. */
export type PaymentMethod = 'CASH' | 'CARD' | 'BANK_TRANSFER' | 'WECHAT_PAY' | 'ALIPAY' | 'WALLET';

const paymentSchema = defineEntity({
  name: 'Payment',
  tableName: 'payment',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    /** What it pays: a contract or an invoice. */
    contractId: p.uuid().nullable().index(),
    invoiceId: p.uuid().nullable().index(),
    /** The deposit that became this payment; the money itself came in when that was taken. */
    depositId: p.uuid().nullable(),
    studentId: p.uuid(),
    guardianId: p.uuid(),
    receiptNumber: p.text(),
    amountFen: fen(),
    method: p.text().$type<PaymentMethod>(),
    /** What proves it: a till receipt, a transaction number. */
    evidence: p.text(),
    receivedAt: instant(),
    recordedById: p.text(),
    idempotencyKey: p.text(),
    requestHash: p.text(),
    ledgerTransactionId: p.uuid(),
  },
  uniques: [
    { name: 'payment_receipt_number', properties: ['organizationId', 'receiptNumber'] },
    { name: 'payment_deposit', properties: ['depositId'] },
    { name: 'payment_idempotency', properties: ['organizationId', 'recordedById', 'idempotencyKey'] },
  ],
  checks: [
    { name: 'payment_amount', expression: 'amount_fen > 0' },
    { name: 'payment_pays_one', expression: 'num_nonnulls(contract_id, invoice_id) = 1' },
  ],
  indexes: [{ name: 'payment_received', properties: ['organizationId', 'receivedAt', 'id'] }],
  ...tenantPolicies('payment', { branch: 'required', family: 'own' }),
});

/** Append-only: money that came in, with its receipt. */
export class Payment extends paymentSchema.class {}
paymentSchema.setClass(Payment);
