import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AccountCode, TransactionKind } from '../../domain/ledger.ts';
import type { PolicyKind } from '../../domain/policy.ts';
import { Contract } from '../entities/contract.ts';
import { Deposit } from '../entities/deposit.ts';
import { Invoice } from '../entities/invoice.ts';
import { LedgerEntry } from '../entities/ledger-entry.ts';
import { LedgerTransaction } from '../entities/ledger-transaction.ts';
import { PayRule } from '../entities/pay-rule.ts';
import { Payment, type PaymentMethod } from '../entities/payment.ts';
import { Policy } from '../entities/policy.ts';
import { Quote } from '../entities/quote.ts';
import { RefundRequest } from '../entities/refund-request.ts';
import { TeacherPayLine } from '../entities/teacher-pay-line.ts';

interface Page {
  first: number;
  after?: string;
}
type Maybe<T> = T | null | undefined;

/** What was given of a filter: nulls and what is left out do not narrow. */
const given = <Filter extends object>(filter: Filter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null && value !== undefined)) as {
    [Key in keyof Filter]?: NonNullable<Filter[Key]>;
  };

const NEWEST = { createdAt: 'desc', id: 'desc' } as const;

export interface QuoteFilter {
  branchId?: Maybe<string>;
  studentId?: Maybe<string>;
  status?: Maybe<Quote['status']>;
}
export const quotesPage = (em: SqlEntityManager, page: Page, filter: QuoteFilter) =>
  em.findByCursor(Quote, { ...page, where: given(filter), orderBy: NEWEST });

export interface ContractFilter {
  branchId?: Maybe<string>;
  studentId?: Maybe<string>;
  guardianId?: Maybe<string>;
  status?: Maybe<Contract['status']>;
  number?: Maybe<string>;
}
export const contractsPage = (em: SqlEntityManager, page: Page, filter: ContractFilter) =>
  em.findByCursor(Contract, { ...page, where: given(filter), orderBy: NEWEST });

export interface PaymentFilter {
  branchId?: Maybe<string>;
  contractId?: Maybe<string>;
  invoiceId?: Maybe<string>;
  method?: Maybe<PaymentMethod>;
  from?: Maybe<Date>;
  to?: Maybe<Date>;
}
export function paymentsPage(em: SqlEntityManager, page: Page, { from, to, ...filter }: PaymentFilter) {
  const receivedAt = { ...(from && { $gte: from }), ...(to && { $lt: to }) };
  const where = { ...given(filter), ...((from || to) && { receivedAt }) };
  return em.findByCursor(Payment, { ...page, where, orderBy: { receivedAt: 'desc', id: 'desc' } });
}

export interface InvoiceFilter {
  branchId?: Maybe<string>;
  studentId?: Maybe<string>;
  guardianId?: Maybe<string>;
  contractId?: Maybe<string>;
  status?: Maybe<Invoice['status']>;
}
export const invoicesPage = (em: SqlEntityManager, page: Page, filter: InvoiceFilter) =>
  em.findByCursor(Invoice, { ...page, where: given(filter), orderBy: NEWEST });

export interface DepositFilter {
  branchId?: Maybe<string>;
  studentId?: Maybe<string>;
  guardianId?: Maybe<string>;
  kind?: Maybe<Deposit['kind']>;
  status?: Maybe<Deposit['status']>;
}
export const depositsPage = (em: SqlEntityManager, page: Page, filter: DepositFilter) =>
  em.findByCursor(Deposit, { ...page, where: given(filter), orderBy: NEWEST });

export interface RefundRequestFilter {
  branchId?: Maybe<string>;
  contractId?: Maybe<string>;
  status?: Maybe<RefundRequest['status']>;
}
export const refundRequestsPage = (em: SqlEntityManager, page: Page, filter: RefundRequestFilter) =>
  em.findByCursor(RefundRequest, { ...page, where: given(filter), orderBy: NEWEST });

export interface LedgerTransactionFilter {
  branchId?: Maybe<string>;
  contractId?: Maybe<string>;
  studentId?: Maybe<string>;
  scheduledLessonId?: Maybe<string>;
  kind?: Maybe<string>;
}
export const ledgerTransactionsPage = (
  em: SqlEntityManager,
  page: Page,
  { kind, ...filter }: LedgerTransactionFilter,
) =>
  em.findByCursor(LedgerTransaction, {
    ...page,
    where: { ...given(filter), ...(kind && { kind: kind as TransactionKind }) },
    orderBy: { at: 'desc', id: 'desc' },
  });

export interface TeacherPayLineFilter {
  branchId?: Maybe<string>;
  teacherId?: Maybe<string>;
  scheduledLessonId?: Maybe<string>;
  period?: Maybe<string>;
}
/** `onlyTeacherId`: whoever asks may see the own pay and nobody else's. */
export const teacherPayLinesPage = (
  em: SqlEntityManager,
  page: Page,
  filter: TeacherPayLineFilter,
  onlyTeacherId: string | null,
) =>
  em.findByCursor(TeacherPayLine, {
    ...page,
    where: { $and: [given(filter), onlyTeacherId === null ? {} : { teacherId: onlyTeacherId }] },
    orderBy: { postedAt: 'desc', id: 'desc' },
  });

export const policiesPage = (em: SqlEntityManager, page: Page, kind: Maybe<PolicyKind>) =>
  em.findByCursor(Policy, { ...page, where: given({ kind }), orderBy: NEWEST });

export const payRulesPage = (em: SqlEntityManager, page: Page, teacherId: Maybe<string>) =>
  em.findByCursor(PayRule, { ...page, where: given({ teacherId }), orderBy: { validFrom: 'desc', id: 'desc' } });

const LESSON_ACCOUNTS: AccountCode[] = ['LESSON_LOT', 'LESSON_ARREARS'];

/** What happened to a student's lots and arrears, the newest first. */
export const movementsPage = (em: SqlEntityManager, page: Page, studentId: string) =>
  em.findByCursor(LedgerEntry, {
    ...page,
    where: { studentId, code: { $in: LESSON_ACCOUNTS } },
    orderBy: { at: 'desc', number: 'desc', id: 'desc' },
  });
