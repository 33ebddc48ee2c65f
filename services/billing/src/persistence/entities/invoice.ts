import { aggregateProperties, day, fen, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { InvoiceLine } from '../../domain/invoice.ts';

const invoiceSchema = defineEntity({
  name: 'Invoice',
  tableName: 'invoice',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    number: p.text(),
    studentId: p.uuid().index(),
    guardianId: p.uuid(),
    contractId: p.uuid().nullable(),
    lines: p.json<InvoiceLine[]>(),
    totalFen: fen(),
    paidFen: fen().default(0),
    status: oneOf('ISSUED', 'PARTLY_PAID', 'PAID').default('ISSUED'),
    dueOn: day(),
    issuedById: p.text(),
    idempotencyKey: p.text(),
    requestHash: p.text(),
  },
  uniques: [
    { name: 'invoice_number', properties: ['organizationId', 'number'] },
    { name: 'invoice_idempotency', properties: ['organizationId', 'issuedById', 'idempotencyKey'] },
  ],
  checks: [{ name: 'invoice_money', expression: '0 <= paid_fen and paid_fen <= total_fen' }],
  indexes: [{ name: 'invoice_created', properties: ['organizationId', 'createdAt', 'id'] }],
  ...tenantPolicies('invoice', { branch: 'required', family: 'own' }),
});

/** Fees other than tuition that a family is to pay. */
export class Invoice extends invoiceSchema.class {}
invoiceSchema.setClass(Invoice);
