import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { AccountCode, LedgerUnit } from '../../domain/ledger.ts';

const ledgerEntrySchema = defineEntity({
  name: 'LedgerEntry',
  tableName: 'ledger_entry',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    transactionId: p.uuid().index(),
    accountId: p.uuid(),
    /** 1 for the account's first entry, without gaps. */
    number: p.integer(),
    code: p.text().$type<AccountCode>(),
    unit: p.text().$type<LedgerUnit>(),
    /** Above zero a debit, below a credit. */
    amount: p.bigint('number'),
    /** The account's balance after this entry. */
    balanceAfter: p.bigint('number'),
    studentId: p.uuid().nullable(),
    guardianId: p.uuid().nullable(),
    contractId: p.uuid().nullable(),
    at: instant(),
  },
  checks: [{ name: 'ledger_entry_amount', expression: 'amount <> 0' }],
  uniques: [{ name: 'ledger_entry_number', properties: ['accountId', 'number'] }],
  indexes: [
    { name: 'ledger_entry_student', properties: ['studentId', 'unit', 'at', 'number', 'id'] },
    { name: 'ledger_entry_at', properties: ['organizationId', 'at'] },
  ],
  triggers: [
    {
      name: 'ledger_entry_balances',
      timing: 'after',
      events: ['insert'],
      forEach: 'statement',
      // A transaction's entries are inserted by one statement. Added up there once: a deferred trigger per row would add the
      // whole transaction up again for each of its entries, and its plan goes bad while the table grows.
      expression:
        'create trigger ledger_entry_balances after insert on ledger_entry referencing new table as inserted for each statement execute function ledger_transaction_balances()',
    },
  ],
  ...tenantPolicies('ledger_entry', { branch: 'required', family: 'own' }),
});

/** Append-only: one debit or credit. */
export class LedgerEntry extends ledgerEntrySchema.class {}
ledgerEntrySchema.setClass(LedgerEntry);
