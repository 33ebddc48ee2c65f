import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { AccountBound, AccountCode, LedgerUnit } from '../../domain/ledger.ts';

const ledgerAccountSchema = defineEntity({
  name: 'LedgerAccount',
  tableName: 'ledger_account',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    code: p.text().$type<AccountCode>(),
    /** The contract, lot, student or teacher; the branch itself where the account is the branch's. */
    ownerId: p.uuid(),
    unit: p.text().$type<LedgerUnit>(),
    bound: p.text().$type<AccountBound>(),
    /** Debits less credits. */
    balance: p.bigint('number').default(0),
    /** How many entries it has. */
    entryCount: p.integer().default(0),
  },
  uniques: [{ name: 'ledger_account_key', properties: ['branchId', 'code', 'ownerId'] }],
  checks: [
    {
      name: 'ledger_account_bound',
      expression: "bound = 'NONE' or (bound = 'DEBIT' and balance >= 0) or (bound = 'CREDIT' and balance <= 0)",
    },
  ],
  ...tenantPolicies('ledger_account', { branch: 'required', family: 'hidden' }),
});

export class LedgerAccount extends ledgerAccountSchema.class {}
ledgerAccountSchema.setClass(LedgerAccount);
