import { page, toConnection } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { contractsById } from '../persistence/queries/by-id.ts';
import {
  accountsByStudent,
  contractsByGuardian,
  contractsByStudent,
  entriesByTransaction,
} from '../persistence/queries/by-owner.ts';
import { invoicesPage } from '../persistence/queries/pages.ts';
import { payLinesOfDays } from '../persistence/queries/pay-lines-of-days.ts';
import { onlyOwnPay } from './only-own-pay.ts';

/** What billing adds to other services' types (row-level security decides what is under them), the ledger and pay. */
export const types: Pick<
  Resolvers,
  'Policy' | 'Student' | 'Guardian' | 'Teacher' | 'LedgerTransaction' | 'LedgerEntry' | 'PayRule' | 'TeacherPayLine'
> = {
  Policy: {
    branch: ({ branchId }) => (branchId ? { id: branchId } : null),
    body: ({ body }) => JSON.stringify(body),
  },
  Student: {
    __resolveReference: ({ id }) => ({ id }),
    lessonAccount: ({ id }, _, { load }) => load(accountsByStudent, id),
    contracts: ({ id }, _, { load }) => load(contractsByStudent, id),
    invoices: ({ id }, paging, { read }, info) =>
      read(async (em) => toConnection(await invoicesPage(em, page(paging, info), { studentId: id }))),
  },
  Guardian: {
    __resolveReference: ({ id }) => ({ id }),
    contracts: ({ id }, _, { load }) => load(contractsByGuardian, id),
  },
  Teacher: {
    __resolveReference: ({ id }) => ({ id }),
    payLines: ({ id }, days, { read, principal }) =>
      [null, id].includes(onlyOwnPay(principal)) ? read((em) => payLinesOfDays(em, id, days)) : [],
  },
  LedgerTransaction: {
    branch: ({ branchId }) => ({ id: branchId }),
    contract: ({ contractId }, _, { load }) => (contractId ? load(contractsById, contractId) : null),
    student: ({ studentId }) => (studentId ? { id: studentId } : null),
    scheduledLesson: ({ scheduledLessonId }) => (scheduledLessonId ? { id: scheduledLessonId } : null),
    reversesId: ({ reversesId }) => reversesId ?? null,
    entries: ({ id }, _, { load }) => load(entriesByTransaction, id),
  },
  LedgerEntry: {
    account: ({ code }) => code,
    branch: ({ branchId }) => ({ id: branchId }),
    debit: ({ amount }) => Math.max(0, amount),
    credit: ({ amount }) => Math.max(0, 0 - amount),
  },
  PayRule: {
    teacher: ({ teacherId }) => ({ id: teacherId }),
    kind: ({ rule }) => rule.kind,
    amountFen: ({ rule }) => rule.amountFen,
  },
  TeacherPayLine: {
    teacher: ({ teacherId }) => ({ id: teacherId }),
    branch: ({ branchId }) => ({ id: branchId }),
    scheduledLesson: ({ scheduledLessonId }) => ({ id: scheduledLessonId }),
    reversesId: ({ reversesId }) => reversesId ?? null,
  },
};
