import { aggregateProperties, fen, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { PaymentMethod } from './payment.ts';

const depositSchema = defineEntity({
  name: 'Deposit',
  tableName: 'deposit',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    number: p.text(),
    receiptNumber: p.text(),
    studentId: p.uuid().index(),
    guardianId: p.uuid(),
    kind: oneOf('DEPOSIT', 'EARNEST_MONEY'),
    status: oneOf('HELD', 'APPLIED', 'REFUNDED', 'FORFEITED', 'RETURNED_DOUBLE').default('HELD'),
    amountFen: fen(),
    /** What the contract to come is worth; the ceiling of earnest money is reckoned by it. */
    contractAmountFen: fen().nullable(),
    method: p.text().$type<PaymentMethod>(),
    evidence: p.text(),
    takenById: p.text(),
    idempotencyKey: p.text(),
    requestHash: p.text(),
    ledgerTransactionId: p.uuid(),
    /** The contract that it pays. */
    contractId: p.uuid().nullable(),
    returnedFen: fen().nullable(),
    forfeitedFen: fen().nullable(),
    compensationFen: fen().nullable(),
    settledAt: instant().nullable(),
    settledById: p.text().nullable(),
    settledMethod: p.text().$type<PaymentMethod>().nullable(),
    settledEvidence: p.text().nullable(),
    settlementTransactionId: p.uuid().nullable(),
  },
  uniques: [
    { name: 'deposit_number', properties: ['organizationId', 'number'] },
    { name: 'deposit_idempotency', properties: ['organizationId', 'takenById', 'idempotencyKey'] },
  ],
  checks: [{ name: 'deposit_money', expression: 'amount_fen > 0 and returned_fen + forfeited_fen = amount_fen' }],
  indexes: [{ name: 'deposit_created', properties: ['organizationId', 'createdAt', 'id'] }],
  ...tenantPolicies('deposit', { branch: 'required', family: 'own' }),
});

/** Money taken before there is a contract: 订金 or 定金. */
export class Deposit extends depositSchema.class {}
depositSchema.setClass(Deposit);
