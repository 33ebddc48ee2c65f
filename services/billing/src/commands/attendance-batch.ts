import type { UnitOfWork } from '@campusgraph/persistence';
import { arrearsAccount, type StudentAccount } from '../domain/consumption.ts';
import { liabilityOf, lotAccount, receivableOf } from '../domain/contract-postings.ts';
import type { AttendanceStatus } from '../domain/deduction.ts';
import { type AccountKey, branchAccount } from '../domain/ledger.ts';
import { type Ledger, openLedger } from '../persistence/queries/ledger.ts';
import {
  type ConsumptionRow,
  type LockedAccount,
  loadPostingState,
  lockAccounts,
  type PayLineRow,
  type PostingState,
} from '../persistence/queries/posting-state.ts';

/** One student's attendance of one lesson, as it is to be charged. */
export interface AttendancePosting {
  branchId: string;
  studentId: string;
  guardianId: string;
  scheduledLessonId: string;
  classGroupId: string;
  courseId: string;
  teacherId: string;
  revision: number;
  status: AttendanceStatus;
  lessonHundredths: number;
  lessonStartsAt: string;
  leaveRequestedAt: string | null;
  /** Why a former charge is taken back. */
  reason: string;
  /** Post the same revision again, because the account has lessons now. */
  isRepost: boolean;
  correlationId: string;
}

/** The account of a student while a batch is posted: what the domain changes, and its row. */
export type PostingAccount = StudentAccount & LockedAccount & { eventsRecorded: number };

/** A batch in the making. */
export interface Batch {
  unit: UnitOfWork;
  ledger: Ledger;
  state: PostingState;
  accounts: ReadonlyMap<string, PostingAccount>;
  /** The consumption that counts, by student and lesson. */
  counting: Map<string, ConsumptionRow>;
  reversedIds: string[];
  consumptions: Map<string, ConsumptionRow>;
  payLines: PayLineRow[];
}

/** A correction takes one charge back and makes another. */
const EVENTS_PER_POSTING = 2;

export const lessonKey = (row: { studentId: string; scheduledLessonId: string }): string =>
  `${row.studentId}/${row.scheduledLessonId}`;

/** Locks what the postings are about and loads what they are decided on. */
export async function openBatch(unit: UnitOfWork, postings: readonly AttendancePosting[]): Promise<Batch> {
  const byStudent = Map.groupBy(postings, (posting) => posting.studentId);
  const wanted = [...byStudent.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...pick(first), reserved: group.length * EVENTS_PER_POSTING }] : [];
  });
  const locked = await lockAccounts(unit, wanted);
  const state = await loadPostingState(unit, {
    studentIds: [...byStudent.keys()],
    lessonIds: unique(postings.map((posting) => posting.scheduledLessonId)),
    teacherIds: unique(postings.map((posting) => posting.teacherId)),
  });
  const lotsOf = Map.groupBy(state.lots, (lot) => lot.studentId);
  const accounts = new Map(
    locked.map((account) => [
      account.studentId,
      { ...account, lots: lotsOf.get(account.studentId) ?? [], eventsRecorded: 0 },
    ]),
  );
  return {
    unit,
    state,
    accounts,
    ledger: await openLedger(unit, accountsToLock([...accounts.values()], state, postings)),
    counting: new Map(state.consumptions.map((row) => [lessonKey(row), row])),
    reversedIds: [],
    consumptions: new Map(),
    payLines: [],
  };
}

const pick = ({ studentId, guardianId, branchId }: AttendancePosting) => ({ studentId, guardianId, branchId });
const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Every account that the batch may post to: they are locked before anything is decided. */
function accountsToLock(
  accounts: readonly PostingAccount[],
  { payLines }: PostingState,
  postings: readonly AttendancePosting[],
): AccountKey[] {
  const earning = (branchId: string) => [
    branchAccount('LESSONS_CONSUMED', branchId),
    branchAccount('REVENUE', branchId),
  ];
  const pay = ({ branchId, teacherId }: { branchId: string; teacherId: string }): AccountKey[] => [
    branchAccount('TEACHER_PAY_EXPENSE', branchId),
    { code: 'TEACHER_PAY_PAYABLE', branchId, ownerId: teacherId },
  ];
  return [
    ...accounts.flatMap((account) => [
      arrearsAccount(account),
      ...earning(account.branchId),
      ...account.lots.flatMap((lot) => [
        lotAccount(lot.lotId, lot.branchId),
        liabilityOf(lot),
        receivableOf(lot),
        ...earning(lot.branchId),
      ]),
    ]),
    ...[...payLines, ...postings].flatMap(pay),
  ];
}
