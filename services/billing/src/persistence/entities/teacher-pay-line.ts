import { fen, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const teacherPayLineSchema = defineEntity({
  name: 'TeacherPayLine',
  tableName: 'teacher_pay_line',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    teacherId: p.uuid(),
    scheduledLessonId: p.uuid(),
    payRuleId: p.uuid(),
    /** Below zero for a reversal. */
    amountFen: fen(),
    /** `YYYY-MM`. */
    period: p.text(),
    lessonStartsAt: instant(),
    reversesId: p.uuid().nullable(),
    ledgerTransactionId: p.uuid(),
    postedAt: instant(),
  },
  uniques: [{ name: 'teacher_pay_line_reversed_once', properties: ['reversesId'] }],
  indexes: [
    { name: 'teacher_pay_line_lesson', properties: ['scheduledLessonId'] },
    { name: 'teacher_pay_line_teacher', properties: ['organizationId', 'teacherId', 'lessonStartsAt'] },
    { name: 'teacher_pay_line_posted', properties: ['organizationId', 'postedAt', 'id'] },
  ],
  ...tenantPolicies('teacher_pay_line', { branch: 'required', family: 'hidden' }),
});

/** Append-only: what a lesson earned its teacher; a correction is a line of its own. */
export class TeacherPayLine extends teacherPayLineSchema.class {}
teacherPayLineSchema.setClass(TeacherPayLine);
