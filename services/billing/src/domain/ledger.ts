/** Money in fen, or lesson hours in hundredths: a transaction balances in each of the two. */
export type LedgerUnit = 'FEN' | 'LESSON_HUNDREDTHS';
/** On which side an account may stand: DEBIT never below zero, CREDIT never above. The database checks it. */
export type AccountBound = 'DEBIT' | 'CREDIT' | 'NONE';

/** The chart of accounts. */
export const ACCOUNTS = {
  /** Money in the till and at the bank, per branch. */
  CASH: { unit: 'FEN', bound: 'NONE' },
  /** 预收款, per contract: paid and not yet earned. */
  CONTRACT_LIABILITY: { unit: 'FEN', bound: 'CREDIT' },
  /** Per contract: earned and not yet paid, with instalments. */
  RECEIVABLE: { unit: 'FEN', bound: 'DEBIT' },
  /** Earned by lessons taken, per branch. */
  REVENUE: { unit: 'FEN', bound: 'CREDIT' },
  /** What a refund leaves with the school (a clawback), per branch. */
  RETAINED_ON_REFUND: { unit: 'FEN', bound: 'CREDIT' },
  /** What a refund gives beyond what was not yet earned, per branch. */
  REFUND_CONCESSION: { unit: 'FEN', bound: 'DEBIT' },
  /** Per invoice: paid and not yet earned. */
  INVOICE_LIABILITY: { unit: 'FEN', bound: 'CREDIT' },
  /** Registration and books that were paid, per branch. */
  FEE_REVENUE: { unit: 'FEN', bound: 'CREDIT' },
  /** 订金, per deposit: goes back in full unless it pays a contract. */
  DEPOSIT_HELD: { unit: 'FEN', bound: 'CREDIT' },
  /** 定金, per deposit. */
  EARNEST_MONEY_HELD: { unit: 'FEN', bound: 'CREDIT' },
  /** Kept where the customer withdrew, per branch. */
  EARNEST_MONEY_FORFEITED: { unit: 'FEN', bound: 'CREDIT' },
  /** Paid on top where the school was at fault, per branch. */
  EARNEST_MONEY_PENALTY: { unit: 'FEN', bound: 'DEBIT' },
  /** Per branch. */
  TEACHER_PAY_EXPENSE: { unit: 'FEN', bound: 'DEBIT' },
  /** Per teacher: earned and not yet paid out. */
  TEACHER_PAY_PAYABLE: { unit: 'FEN', bound: 'CREDIT' },
  /** Counterpart of every lot, per branch. */
  LESSONS_GRANTED: { unit: 'LESSON_HUNDREDTHS', bound: 'DEBIT' },
  /** Lessons that the school still owes, per lot. */
  LESSON_LOT: { unit: 'LESSON_HUNDREDTHS', bound: 'CREDIT' },
  /** Lessons taken beyond the lots, per student. */
  LESSON_ARREARS: { unit: 'LESSON_HUNDREDTHS', bound: 'DEBIT' },
  /** Per branch. */
  LESSONS_CONSUMED: { unit: 'LESSON_HUNDREDTHS', bound: 'CREDIT' },
  /** Taken back by refunds, per branch. */
  LESSONS_WITHDRAWN: { unit: 'LESSON_HUNDREDTHS', bound: 'CREDIT' },
} as const satisfies Record<string, { unit: LedgerUnit; bound: AccountBound }>;

export type AccountCode = keyof typeof ACCOUNTS;

export type TransactionKind =
  | 'PAYMENT'
  | 'LESSONS_GRANTED'
  | 'CONSUMPTION'
  | 'CONSUMPTION_REVERSAL'
  | 'TEACHER_PAY'
  | 'TEACHER_PAY_REVERSAL'
  | 'REFUND'
  | 'INVOICE_PAYMENT'
  | 'DEPOSIT_TAKEN'
  | 'DEPOSIT_APPLIED'
  | 'DEPOSIT_SETTLED';

export interface AccountKey {
  code: AccountCode;
  branchId: string;
  /** The contract, invoice, deposit, lot, student or teacher; the branch itself for an account of the branch. */
  ownerId: string;
}

/** A debit is above zero, a credit below. */
export interface Entry {
  account: AccountKey;
  amount: number;
}

export interface PostedEntry extends Entry {
  balanceAfter: number;
}

export const keyOf = ({ code, branchId, ownerId }: AccountKey): string => `${code}/${branchId}/${ownerId}`;

/** An account of a branch itself. */
export const branchAccount = (code: AccountCode, branchId: string): AccountKey => ({
  code,
  branchId,
  ownerId: branchId,
});

/** Balances of the accounts that are locked, as they change while entries are posted. */
export interface Book {
  /** Debits less credits. */
  balance(account: AccountKey): number;
  /** Posts one transaction's entries, those of zero left out. Throws, with nothing changed, when they do not balance. */
  post(entries: readonly Entry[]): PostedEntry[];
}

/** A mistake in posting is a bug of ours and not a customer's: plain errors, so that it is masked and looked into. */
export function openBook(balances: Map<string, number>): Book {
  const balance = (account: AccountKey): number => {
    const found = balances.get(keyOf(account));
    if (found === undefined) throw new Error(`The ledger account ${keyOf(account)} is not locked.`);
    return found;
  };
  return {
    balance,
    post(entries) {
      checkZeroSum(entries);
      const real = entries.filter((entry) => entry.amount !== 0);
      for (const { account } of real) balance(account);
      return real.map((entry) => {
        const balanceAfter = balance(entry.account) + entry.amount;
        balances.set(keyOf(entry.account), balanceAfter);
        return { ...entry, balanceAfter };
      });
    },
  };
}

function checkZeroSum(entries: readonly Entry[]): void {
  const sums = new Map<LedgerUnit, number>();
  for (const { account, amount } of entries) {
    if (!Number.isSafeInteger(amount)) throw new Error(`${amount} is no whole amount.`);
    const { unit } = ACCOUNTS[account.code];
    sums.set(unit, (sums.get(unit) ?? 0) + amount);
  }
  for (const [unit, sum] of sums) if (sum !== 0) throw new Error(`Entries are out of balance by ${sum} ${unit}.`);
}
