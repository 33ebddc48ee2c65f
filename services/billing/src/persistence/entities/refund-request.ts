import { aggregateProperties, day, fen, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { RefundFigures, RefundLine } from '../../domain/refund.ts';
import type { PaymentMethod } from './payment.ts';

const refundRequestSchema = defineEntity({
  name: 'RefundRequest',
  tableName: 'refund_request',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    contractId: p.uuid().index(),
    studentId: p.uuid(),
    guardianId: p.uuid(),
    status: oneOf('REQUESTED', 'APPROVED', 'REJECTED', 'PAID').default('REQUESTED'),
    reason: p.text(),
    schoolAtFault: p.boolean(),
    amountFen: fen(),
    lines: p.json<RefundLine[]>(),
    /** What the amount was reckoned from, and by which policy. */
    figures: p.json<Omit<RefundFigures, 'acceptedAt'>>(),
    policyVersion: p.text(),
    requestedByKind: p.text(),
    requestedById: p.text(),
    /** Null while nobody has decided; also where the policy approved by itself. */
    decidedById: p.text().nullable(),
    decidedAt: instant().nullable(),
    rejectionReason: p.text().nullable(),
    payBy: day().nullable(),
    paidAt: instant().nullable(),
    paidMethod: p.text().$type<PaymentMethod>().nullable(),
    paidEvidence: p.text().nullable(),
    paidById: p.text().nullable(),
    ledgerTransactionId: p.uuid().nullable(),
  },
  uniques: [{ name: 'refund_request_open', properties: ['contractId'], where: "status in ('REQUESTED', 'APPROVED')" }],
  indexes: [{ name: 'refund_request_created', properties: ['organizationId', 'createdAt', 'id'] }],
  ...tenantPolicies('refund_request', { branch: 'required', family: 'own' }),
});

export class RefundRequest extends refundRequestSchema.class {}
refundRequestSchema.setClass(RefundRequest);
