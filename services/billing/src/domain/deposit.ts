import { conflict, invalid } from '@campusgraph/errors';
import { portion } from './rounding.ts';

/** 订金 goes back in full; 定金 secures the contract (Civil Code of the PRC, articles 586–587). */
export type DepositKind = 'DEPOSIT' | 'EARNEST_MONEY';
export type DepositStatus = 'HELD' | 'APPLIED' | 'REFUNDED' | 'FORFEITED' | 'RETURNED_DOUBLE';
/** Because of whom no contract comes about. */
export type DepositFault = 'CUSTOMER' | 'SCHOOL' | 'NOBODY';

/** Article 586: earnest money above 20 % of the contract's amount has no effect as such. */
export const EARNEST_MONEY_CEILING_PERCENT = 20;

const MAX_FEN = 1_000_000_000;

export interface DepositTerms {
  kind: DepositKind;
  amountFen: number;
  /** What the contract to come is worth; null where nobody has told yet. */
  contractAmountFen?: number | null | undefined;
}

export interface DepositSettlement {
  status: 'REFUNDED' | 'FORFEITED' | 'RETURNED_DOUBLE';
  /** Of what was taken. */
  returnedFen: number;
  /** Kept by the school; with `returnedFen` all that was taken. */
  forfeitedFen: number;
  /** What the school pays on top. */
  compensationFen: number;
}

/** Throws INVALID_DEPOSIT. */
export function checkDeposit({ amountFen, contractAmountFen }: DepositTerms): void {
  checkFen('amountFen', amountFen);
  if (contractAmountFen !== null && contractAmountFen !== undefined) checkFen('contractAmountFen', contractAmountFen);
}

/** Throws DEPOSIT_NOT_HELD naming what became of it. */
export function checkHeld(deposit: { id: string; number: string; status: DepositStatus }): void {
  if (deposit.status === 'HELD') return;
  throw conflict(
    'DEPOSIT_NOT_HELD',
    {
      en: `Deposit ${deposit.number} is ${deposit.status} already.`,
      'zh-CN': `预收款 ${deposit.number} 当前状态为 ${deposit.status},不能再次处理。`,
    },
    { depositId: deposit.id, status: deposit.status },
  );
}

interface Party {
  branchId: string;
  studentId: string;
  guardianId: string;
}

/** A deposit is for the same child at the same branch. Throws DEPOSIT_NOT_FOR_CONTRACT. */
export function checkSameParty(
  deposit: Party & { id: string; number: string },
  contract: Party & { number: string },
): void {
  const keys = ['branchId', 'studentId', 'guardianId'] as const;
  if (keys.every((key) => deposit[key] === contract[key])) return;
  throw conflict(
    'DEPOSIT_NOT_FOR_CONTRACT',
    {
      en: `Deposit ${deposit.number} is of another family, child or branch than contract ${contract.number}; pay it back instead.`,
      'zh-CN': `预收款 ${deposit.number} 与合同 ${contract.number} 的家庭、学员或校区不一致,请退还后重新收款。`,
    },
    { depositId: deposit.id },
  );
}

/** What counts as earnest money: never above the ceiling. */
export const effectiveEarnestFen = (amountFen: number, contractAmountFen: number): number =>
  Math.min(amountFen, portion(contractAmountFen, EARNEST_MONEY_CEILING_PERCENT, 100));

/**
 * What goes back where no contract comes about. A deposit: all of it. Earnest money (article 587): nothing when the customer
 * withdraws, twice when the school is at fault, once when nobody is; what is above the ceiling goes back always. Throws
 * CONTRACT_AMOUNT_NEEDED for earnest money without the contract's amount, by which its ceiling is reckoned.
 */
export function settle(deposit: DepositTerms & { id: string }, fault: DepositFault): DepositSettlement {
  const { kind, amountFen, contractAmountFen } = deposit;
  if (kind === 'DEPOSIT' || fault === 'NOBODY') {
    return { status: 'REFUNDED', returnedFen: amountFen, forfeitedFen: 0, compensationFen: 0 };
  }
  if (contractAmountFen === null || contractAmountFen === undefined) throw amountNeeded(deposit.id);
  const earnestFen = effectiveEarnestFen(amountFen, contractAmountFen);
  return fault === 'SCHOOL'
    ? { status: 'RETURNED_DOUBLE', returnedFen: amountFen, forfeitedFen: 0, compensationFen: earnestFen }
    : { status: 'FORFEITED', returnedFen: amountFen - earnestFen, forfeitedFen: earnestFen, compensationFen: 0 };
}

function checkFen(argument: string, value: number): void {
  if (value >= 1 && value <= MAX_FEN) return;
  throw invalid(
    'INVALID_DEPOSIT',
    {
      en: `${argument} must be from 1 to ${MAX_FEN} fen, not ${value}.`,
      'zh-CN': `${argument} 须在 1 到 ${MAX_FEN} 分之间,收到 ${value}。`,
    },
    { argument, value },
  );
}

const amountNeeded = (depositId: string) =>
  invalid(
    'CONTRACT_AMOUNT_NEEDED',
    {
      en: `Earnest money counts up to ${EARNEST_MONEY_CEILING_PERCENT} % of the contract: name contractAmountFen.`,
      'zh-CN': `定金以合同金额的 ${EARNEST_MONEY_CEILING_PERCENT}% 为限,请填写 contractAmountFen。`,
    },
    { depositId },
  );
