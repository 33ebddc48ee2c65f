import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { TransactionKind } from '../../domain/ledger.ts';

const ledgerTransactionSchema = defineEntity({
  name: 'LedgerTransaction',
  tableName: 'ledger_transaction',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    kind: p.text().$type<TransactionKind>(),
    contractId: p.uuid().nullable().index(),
    studentId: p.uuid().nullable(),
    guardianId: p.uuid().nullable(),
    scheduledLessonId: p.uuid().nullable(),
    /** The transaction that this one takes back. */
    reversesId: p.uuid().nullable(),
    at: instant(),
  },
  uniques: [{ name: 'ledger_transaction_reversed_once', properties: ['reversesId'] }],
  indexes: [{ name: 'ledger_transaction_at', properties: ['organizationId', 'at', 'id'] }],
  ...tenantPolicies('ledger_transaction', { branch: 'required', family: 'own' }),
});

/** Append-only. Its entries add up to zero in each unit; the database checks it with each insert. */
export class LedgerTransaction extends ledgerTransactionSchema.class {}
ledgerTransactionSchema.setClass(LedgerTransaction);
