import { page, type RequestContext, toConnection } from '@campusgraph/graphql';
import type { TransactionKind } from '../domain/ledger.ts';
import type { LessonMovementKind, Resolvers } from '../generated/resolvers.ts';
import type { LedgerEntry } from '../persistence/entities/ledger-entry.ts';
import type { LessonAccount } from '../persistence/entities/lesson-account.ts';
import type { LessonLot } from '../persistence/entities/lesson-lot.ts';
import { contractsById, ledgerTransactionsById } from '../persistence/queries/by-id.ts';
import { lotsByStudent } from '../persistence/queries/by-owner.ts';
import { movementsPage } from '../persistence/queries/pages.ts';
import { contractOf } from './contract-of.ts';

const remainingOf = ({ grantedHundredths, consumedHundredths, withdrawnHundredths }: LessonLot): number =>
  grantedHundredths - consumedHundredths - withdrawnHundredths;

/** What remains of a student's lots of one kind, or of all. */
async function remaining({ studentId }: LessonAccount, { load }: RequestContext, kind?: LessonLot['kind']) {
  const lots = await load(lotsByStudent, studentId);
  return lots.reduce((sum, lot) => sum + (kind === undefined || lot.kind === kind ? remainingOf(lot) : 0), 0);
}

const MOVEMENTS: Partial<Record<TransactionKind, LessonMovementKind>> = {
  LESSONS_GRANTED: 'GRANTED',
  CONSUMPTION: 'CONSUMED',
  CONSUMPTION_REVERSAL: 'REVERSED',
  REFUND: 'WITHDRAWN',
};

async function transactionOf({ transactionId }: LedgerEntry, { load }: RequestContext) {
  const transaction = await load(ledgerTransactionsById, transactionId);
  if (!transaction) throw new Error(`An entry without its transaction ${transactionId}`);
  return transaction;
}

async function movementKind(entry: LedgerEntry, context: RequestContext): Promise<LessonMovementKind> {
  const { kind } = await transactionOf(entry, context);
  const movement = MOVEMENTS[kind];
  if (!movement) throw new Error(`${kind} moves no lessons.`);
  return movement;
}

export const lessons: Pick<Resolvers, 'LessonAccount' | 'LessonLot' | 'LessonMovement'> = {
  LessonAccount: {
    student: ({ studentId }) => ({ id: studentId }),
    balance: async (account, _, context) => (await remaining(account, context)) - account.arrearsHundredths,
    paidRemaining: (account, _, context) => remaining(account, context, 'PAID'),
    giftRemaining: (account, _, context) => remaining(account, context, 'GIFT'),
    arrears: ({ arrearsHundredths }) => arrearsHundredths,
    lots: ({ studentId }, _, { load }) => load(lotsByStudent, studentId),
    movements: ({ studentId }, paging, { read }, info) =>
      read(async (em) => toConnection(await movementsPage(em, page(paging, info), studentId))),
  },
  LessonLot: {
    granted: ({ grantedHundredths }) => grantedHundredths,
    consumed: ({ consumedHundredths }) => consumedHundredths,
    remaining: (lot) => remainingOf(lot),
    contract: (lot, _, context) => contractOf(lot, context),
  },
  LessonMovement: {
    kind: (entry, _, context) => movementKind(entry, context),
    isArrears: ({ code }) => code === 'LESSON_ARREARS',
    // A lot is the school's debt: what credits it adds to the balance.
    lessons: ({ amount }) => 0 - amount,
    contract: ({ contractId }, _, { load }) => (contractId ? load(contractsById, contractId) : null),
    scheduledLesson: async (entry, _, context) => {
      const { scheduledLessonId } = await transactionOf(entry, context);
      return scheduledLessonId ? { id: scheduledLessonId } : null;
    },
  },
};
