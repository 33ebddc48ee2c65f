import type { DatabaseSchema } from '@campusgraph/persistence';
import { BranchCopy } from './entities/branch-copy.ts';
import { Contract } from './entities/contract.ts';
import { CourseCopy } from './entities/course-copy.ts';
import { Deposit } from './entities/deposit.ts';
import { Invoice } from './entities/invoice.ts';
import { LedgerAccount } from './entities/ledger-account.ts';
import { LedgerEntry } from './entities/ledger-entry.ts';
import { LedgerTransaction } from './entities/ledger-transaction.ts';
import { LessonAccount } from './entities/lesson-account.ts';
import { LessonConsumption } from './entities/lesson-consumption.ts';
import { LessonLot } from './entities/lesson-lot.ts';
import { NumberSequence } from './entities/number-sequence.ts';
import { PayRule } from './entities/pay-rule.ts';
import { Payment } from './entities/payment.ts';
import { Policy } from './entities/policy.ts';
import { Quote } from './entities/quote.ts';
import { RefundRequest } from './entities/refund-request.ts';
import { StudentCopy } from './entities/student-copy.ts';
import { TeacherCopy } from './entities/teacher-copy.ts';
import { TeacherPayLine } from './entities/teacher-pay-line.ts';
import { Migration20261122120000 } from './migrations/Migration20261122120000-first-tables.ts';
import { Migration20261122203000 } from './migrations/Migration20261122203000-families-write-nothing-shared.ts';
import { Migration20261122204000 } from './migrations/Migration20261122204000-known-ids.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';

/** What the billing database is made of. */
export const schema: DatabaseSchema = {
  service: 'billing',
  entities: [
    Policy,
    NumberSequence,
    BranchCopy,
    StudentCopy,
    CourseCopy,
    TeacherCopy,
    Quote,
    Contract,
    Invoice,
    Deposit,
    Payment,
    LessonAccount,
    LessonLot,
    LessonConsumption,
    LedgerAccount,
    LedgerTransaction,
    LedgerEntry,
    RefundRequest,
    PayRule,
    TeacherPayLine,
  ],
  migrations: [
    { name: 'Migration20261122120000-first-tables', class: Migration20261122120000 },
    { name: 'Migration20261122203000-families-write-nothing-shared', class: Migration20261122203000 },
    { name: 'Migration20261122204000-known-ids', class: Migration20261122204000 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
  ],
  appendOnly: ['payment', 'ledger_transaction', 'ledger_entry', 'teacher_pay_line'],
  derived: ['branch_copy', 'student_copy', 'course_copy', 'teacher_copy'],
};
