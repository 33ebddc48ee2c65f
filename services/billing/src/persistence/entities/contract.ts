import {
  aggregateProperties,
  day,
  fen,
  instant,
  lessonHundredths,
  oneOf,
  tenantPolicies,
} from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { Instalment, QuoteLine } from '../../domain/quote.ts';

const contractSchema = defineEntity({
  name: 'Contract',
  tableName: 'contract',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    number: p.text(),
    quoteId: p.uuid(),
    studentId: p.uuid().index(),
    guardianId: p.uuid().index(),
    courseId: p.uuid(),
    status: oneOf('ACCEPTED', 'ACTIVE', 'REFUNDED').default('ACCEPTED'),
    paidHundredths: lessonHundredths(),
    giftHundredths: lessonHundredths(),
    unitPriceFen: fen(),
    listPriceFen: fen(),
    tuitionFen: fen(),
    materialsFen: fen(),
    totalFen: fen(),
    paidFen: fen().default(0),
    refundedFen: fen().default(0),
    lines: p.json<QuoteLine[]>(),
    instalments: p.json<Instalment[]>(),
    startsOn: day(),
    termsVersion: p.text(),
    acceptedAt: instant(),
    acceptedByKind: p.text(),
    acceptedById: p.text(),
    /** Over the canonical text of the terms: see `sealContract`. */
    sealSha256: p.text(),
    activatedAt: instant().nullable(),
  },
  uniques: [
    { name: 'contract_number', properties: ['organizationId', 'number'] },
    { name: 'contract_quote', properties: ['quoteId'] },
  ],
  checks: [
    { name: 'contract_money', expression: '0 <= refunded_fen and refunded_fen <= paid_fen and paid_fen <= total_fen' },
  ],
  indexes: [{ name: 'contract_created', properties: ['organizationId', 'createdAt', 'id'] }],
  ...tenantPolicies('contract', { branch: 'required', family: 'own' }),
});

export class Contract extends contractSchema.class {}
contractSchema.setClass(Contract);
