import { newId, type UnitOfWork } from '@campusgraph/persistence';
import {
  ACCOUNTS,
  type AccountKey,
  type Book,
  type Entry,
  keyOf,
  openBook,
  type PostedEntry,
  type TransactionKind,
} from '../../domain/ledger.ts';

/** What a transaction is about. */
export interface TransactionHeader {
  kind: TransactionKind;
  branchId: string;
  contractId?: string | null;
  studentId?: string | null;
  guardianId?: string | null;
  scheduledLessonId?: string | null;
  reversesId?: string | null;
}

/** The accounts of one unit of work, locked until it ends. */
export interface Ledger {
  readonly book: Book;
  /** Posts into the book and remembers for `save`. Returns the transaction's id. */
  post(header: TransactionHeader, entries: readonly Entry[]): string;
  /** Writes what was posted, in one statement. */
  save(): Promise<void>;
}

interface AccountRow {
  id: string;
  code: AccountKey['code'];
  branch_id: string;
  owner_id: string;
  balance: string | number;
  entry_count: number;
}

// In the order of ids, whoever locks: two units of work that meet on several accounts wait and never deadlock.
const LOCK = `
select account.id, account.code, account.branch_id, account.owner_id, account.balance, account.entry_count
from jsonb_to_recordset(?::jsonb) as wanted (code text, branch_id uuid, owner_id uuid)
join ledger_account account on account.branch_id = wanted.branch_id and account.code = wanted.code and account.owner_id = wanted.owner_id
order by account.id for update of account`;

const CREATE = `
insert into ledger_account (id, organization_id, branch_id, code, owner_id, unit, bound, balance, entry_count)
select id, ?, branch_id, code, owner_id, unit, bound, 0, 0
from jsonb_to_recordset(?::jsonb) as wanted (id uuid, code text, branch_id uuid, owner_id uuid, unit text, bound text)
order by branch_id, code, owner_id
on conflict (branch_id, code, owner_id) do nothing`;

const SAVE = `
with posted as (
  insert into ledger_transaction (id, organization_id, branch_id, kind, contract_id, student_id, guardian_id, scheduled_lesson_id, reverses_id, at)
  select id, ?, branch_id, kind, contract_id, student_id, guardian_id, scheduled_lesson_id, reverses_id, ?
  from jsonb_to_recordset(?::jsonb) as row (
    id uuid, branch_id uuid, kind text, contract_id uuid, student_id uuid, guardian_id uuid, scheduled_lesson_id uuid, reverses_id uuid)
), entered as (
  insert into ledger_entry (id, organization_id, branch_id, transaction_id, account_id, number, code, unit, amount, balance_after, student_id, guardian_id, contract_id, at)
  select id, ?, branch_id, transaction_id, account_id, number, code, unit, amount, balance_after, student_id, guardian_id, contract_id, ?
  from jsonb_to_recordset(?::jsonb) as row (
    id uuid, branch_id uuid, transaction_id uuid, account_id uuid, number int, code text, unit text, amount bigint, balance_after bigint,
    student_id uuid, guardian_id uuid, contract_id uuid)
)
update ledger_account account set balance = row.balance, entry_count = row.entry_count
from jsonb_to_recordset(?::jsonb) as row (id uuid, balance bigint, entry_count int) where account.id = row.id`;

interface LockedAccount {
  id: string;
  balance: number;
  entryCount: number;
}

/** Locks the accounts, and opens those that are not there yet. By their keys. */
async function lockAll(
  { em, principal }: UnitOfWork,
  wanted: ReadonlyMap<string, AccountKey>,
): Promise<Map<string, LockedAccount>> {
  const locked = new Map<string, LockedAccount>();
  const lock = async () => {
    for (const row of await em.execute<AccountRow[]>(LOCK, [toJson([...wanted.values()])])) {
      const key = keyOf({ code: row.code, branchId: row.branch_id, ownerId: row.owner_id });
      locked.set(key, { id: row.id, balance: Number(row.balance), entryCount: row.entry_count });
    }
  };
  await lock();
  const missing = [...wanted].filter(([key]) => !locked.has(key)).map(([, account]) => account);
  if (missing.length > 0) {
    const rows = missing.map((account) => ({ ...account, ...ACCOUNTS[account.code], id: newId() }));
    await em.execute(CREATE, [principal.organizationId, toJson(rows)]);
    await lock();
  }
  return locked;
}

/** Opens a ledger on these accounts: only to them can be posted. */
export async function openLedger(unit: UnitOfWork, accounts: readonly AccountKey[]): Promise<Ledger> {
  const locked = await lockAll(unit, new Map(accounts.map((account) => [keyOf(account), account])));
  const book = openBook(new Map([...locked].map(([key, { balance }]) => [key, balance])));
  const transactions: (TransactionHeader & { id: string })[] = [];
  const entries: object[] = [];
  const changed = new Set<LockedAccount>();
  return {
    book,
    post(header, drafts) {
      const id = newId();
      transactions.push({ ...header, id });
      for (const entry of book.post(drafts)) {
        const account = locked.get(keyOf(entry.account));
        if (!account) throw new Error(`The ledger account ${keyOf(entry.account)} is not locked.`);
        account.balance = entry.balanceAfter;
        account.entryCount += 1;
        changed.add(account);
        entries.push({ ...entryRow(header, id, entry), accountId: account.id, number: account.entryCount });
      }
      return id;
    },
    async save() {
      if (transactions.length === 0) return;
      const at = [unit.principal.organizationId, unit.now];
      await unit.em.execute(SAVE, [...at, toJson(transactions), ...at, toJson(entries), toJson([...changed])]);
    },
  };
}

const entryRow = (header: TransactionHeader, transactionId: string, entry: PostedEntry) => ({
  id: newId(),
  transactionId,
  branchId: entry.account.branchId,
  code: entry.account.code,
  unit: ACCOUNTS[entry.account.code].unit,
  amount: entry.amount,
  balanceAfter: entry.balanceAfter,
  studentId: header.studentId ?? null,
  guardianId: header.guardianId ?? null,
  contractId: header.contractId ?? null,
});

/** Rows for `jsonb_to_recordset`: column names are the keys in snake case. */
export const toJson = (rows: readonly object[]): string =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
          value,
        ]),
      ),
    ),
  );
