import { notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkText } from '../domain/contract.ts';
import { invoiceLiability, invoicePaymentEntries } from '../domain/fee-postings.ts';
import { checkInvoicePayment, earnedByPayment, invoiceStatus } from '../domain/invoice.ts';
import { branchAccount } from '../domain/ledger.ts';
import { Invoice } from '../persistence/entities/invoice.ts';
import { Payment, type PaymentMethod } from '../persistence/entities/payment.ts';
import { openLedger } from '../persistence/queries/ledger.ts';
import { nextNumber } from '../persistence/queries/next-number.ts';
import { checkTwin, hashOf, keyReused } from './idempotency.ts';

export interface PayInvoice {
  invoiceId: string;
  amountFen: number;
  method: PaymentMethod;
  evidence: string;
  idempotencyKey: string;
}

/**
 * Money came in for an invoice: a receipt and its posting. Sent again with the same key it answers with the first receipt.
 * Throws INVOICE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and what `checkInvoicePayment` throws.
 */
export async function payInvoice(unit: UnitOfWork, input: PayInvoice): Promise<Payment> {
  const { em, now, principal } = unit;
  const { invoiceId, amountFen, method } = input;
  const key = checkText('idempotencyKey', input.idempotencyKey, 200);
  const evidence = checkText('evidence', input.evidence);
  // Locked first, so that the same payment sent twice at once waits here and then finds its twin.
  const invoice = await em.findOne(Invoice, { id: invoiceId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!invoice) throw notFound('Invoice', invoiceId);
  const requestHash = hashOf(['INVOICE', invoiceId, amountFen, method, evidence]);
  const found = await em.findOne(Payment, { recordedById: principal.subject, idempotencyKey: key });
  const twin = checkTwin(found, key, requestHash);
  if (twin) return twin;
  checkInvoicePayment(invoice, amountFen);
  const { organizationId, branchId, studentId, guardianId } = invoice;
  const payment = em.create(Payment, {
    ...{ id: newId(), organizationId, branchId, studentId, guardianId, invoiceId },
    ...{ amountFen, method, evidence, requestHash, idempotencyKey: key, receivedAt: now },
    recordedById: principal.subject,
    receiptNumber: await nextNumber(unit, 'R'),
    ledgerTransactionId: await postPayment(unit, invoice, amountFen),
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'payment_idempotency') ? keyReused(key) : error;
  });
  invoice.paidFen += amountFen;
  invoice.status = invoiceStatus(invoice.totalFen, invoice.paidFen);
  return payment;
}

async function postPayment(unit: UnitOfWork, invoice: Invoice, amountFen: number): Promise<string> {
  const { id: invoiceId, branchId, contractId = null, studentId, guardianId, lines, paidFen } = invoice;
  const ref = { invoiceId, branchId };
  const branchCodes = ['CASH', 'FEE_REVENUE'] as const;
  const ledger = await openLedger(unit, [
    ...branchCodes.map((code) => branchAccount(code, branchId)),
    invoiceLiability(ref),
  ]);
  const entries = invoicePaymentEntries(ref, amountFen, earnedByPayment(lines, paidFen, amountFen));
  const id = ledger.post({ kind: 'INVOICE_PAYMENT', branchId, contractId, studentId, guardianId }, entries);
  await ledger.save();
  return id;
}
