import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AccountCode, LedgerUnit } from '../../domain/ledger.ts';

export interface TrialBalanceAccount {
  code: AccountCode;
  unit: LedgerUnit;
  debit: number;
  credit: number;
  balance: number;
}

const SQL = `
select code, unit, coalesce(sum(amount) filter (where amount > 0), 0) as debit, coalesce(-sum(amount) filter (where amount < 0), 0) as credit
from ledger_entry where at <= ? and (?::uuid is null or branch_id = ?::uuid) group by code, unit order by unit, code`;

/** Every account of the chart from its entries up to an instant, as far as the principal sees them. */
export async function trialBalance(
  em: SqlEntityManager,
  asOf: Date,
  branchId: string | null,
): Promise<{ asOf: Date; accounts: TrialBalanceAccount[]; balanced: boolean }> {
  const rows = await em.execute<{ code: AccountCode; unit: LedgerUnit; debit: string; credit: string }[]>(SQL, [
    asOf,
    branchId,
    branchId,
  ]);
  const accounts = rows.map(({ code, unit, ...sums }) => {
    const [debit, credit] = [Number(sums.debit), Number(sums.credit)];
    return { code, unit, debit, credit, balance: debit - credit };
  });
  const level = (unit: LedgerUnit) =>
    accounts.reduce((sum, account) => sum + (account.unit === unit ? account.balance : 0), 0) === 0;
  return { asOf, accounts, balanced: level('FEN') && level('LESSON_HUNDREDTHS') };
}
