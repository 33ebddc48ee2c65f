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

const quoteSchema = defineEntity({
  name: 'Quote',
  tableName: 'quote',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    studentId: p.uuid().index(),
    guardianId: p.uuid(),
    courseId: p.uuid(),
    status: oneOf('OPEN', 'ACCEPTED').default('OPEN'),
    paidHundredths: lessonHundredths(),
    giftHundredths: lessonHundredths(),
    unitPriceFen: fen(),
    listPriceFen: fen(),
    tuitionFen: fen(),
    materialsFen: fen(),
    totalFen: fen(),
    lines: p.json<QuoteLine[]>(),
    instalments: p.json<Instalment[]>(),
    startsOn: day(),
    termsVersion: p.text(),
    expiresAt: instant(),
  },
  indexes: [{ name: 'quote_created', properties: ['organizationId', 'createdAt', 'id'] }],
  ...tenantPolicies('quote', { branch: 'required', family: 'own' }),
});

export class Quote extends quoteSchema.class {}
quoteSchema.setClass(Quote);
