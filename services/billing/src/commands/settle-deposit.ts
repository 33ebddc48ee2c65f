import { notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkText } from '../domain/contract.ts';
import { checkDeposit, checkHeld, type DepositFault, type DepositSettlement, settle } from '../domain/deposit.ts';
import { depositSettledEntries, heldFor } from '../domain/fee-postings.ts';
import { branchAccount } from '../domain/ledger.ts';
import { checkChannel } from '../domain/refund-request.ts';
import { Deposit } from '../persistence/entities/deposit.ts';
import type { PaymentMethod } from '../persistence/entities/payment.ts';
import { openLedger } from '../persistence/queries/ledger.ts';

export interface SettleDeposit {
  depositId: string;
  schoolAtFault: boolean;
  nobodyAtFault?: boolean | null | undefined;
  contractAmountFen?: number | null | undefined;
  method?: PaymentMethod | null | undefined;
  evidence?: string | null | undefined;
}

/**
 * No contract comes about: the deposit goes back, or is kept, or goes back twice (`settle`). Throws DEPOSIT_NOT_FOUND,
 * DEPOSIT_NOT_HELD, CONTRACT_AMOUNT_NEEDED, and where money leaves REFUND_WRONG_CHANNEL and EMPTY_TEXT without evidence.
 */
export async function settleDeposit(unit: UnitOfWork, input: SettleDeposit): Promise<Deposit> {
  const { em, principal, now } = unit;
  const deposit = await em.findOne(Deposit, { id: input.depositId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!deposit) throw notFound('Deposit', input.depositId);
  checkHeld(deposit);
  // What was agreed when it was taken goes before what is said in a quarrel.
  deposit.contractAmountFen ??= input.contractAmountFen ?? null;
  checkDeposit(deposit);
  const settlement = settle(deposit, faultOf(input));
  const paidOutFen = settlement.returnedFen + settlement.compensationFen;
  if (paidOutFen > 0) {
    deposit.settledMethod = input.method ?? deposit.method;
    checkChannel(deposit.settledMethod, [deposit.method]);
    deposit.settledEvidence = checkText('evidence', input.evidence ?? '');
  }
  Object.assign(deposit, settlement);
  deposit.settledAt = now;
  deposit.settledById = principal.subject;
  deposit.settlementTransactionId = await postSettled(unit, deposit, settlement);
  return deposit;
}

function faultOf({ schoolAtFault, nobodyAtFault }: SettleDeposit): DepositFault {
  if (schoolAtFault) return 'SCHOOL';
  return nobodyAtFault ? 'NOBODY' : 'CUSTOMER';
}

async function postSettled(unit: UnitOfWork, deposit: Deposit, settlement: DepositSettlement): Promise<string> {
  const { id: depositId, branchId, kind, studentId, guardianId } = deposit;
  const ref = { depositId, branchId, kind };
  const branchCodes = ['CASH', 'EARNEST_MONEY_FORFEITED', 'EARNEST_MONEY_PENALTY'] as const;
  const ledger = await openLedger(unit, [...branchCodes.map((code) => branchAccount(code, branchId)), heldFor(ref)]);
  const header = { kind: 'DEPOSIT_SETTLED' as const, branchId, studentId, guardianId };
  const id = ledger.post(header, depositSettledEntries(ref, settlement));
  await ledger.save();
  return id;
}
