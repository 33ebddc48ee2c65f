import { fen, instant, lessonHundredths, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { ConsumptionPart } from '../../domain/consumption.ts';
import type { AttendanceStatus } from '../../domain/deduction.ts';

const lessonConsumptionSchema = defineEntity({
  name: 'LessonConsumption',
  tableName: 'lesson_consumption',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    studentId: p.uuid(),
    guardianId: p.uuid(),
    scheduledLessonId: p.uuid(),
    classGroupId: p.uuid(),
    courseId: p.uuid(),
    teacherId: p.uuid(),
    revision: p.integer(),
    status: p.text().$type<AttendanceStatus>(),
    lessonHundredths: lessonHundredths(),
    lessonStartsAt: instant(),
    leaveRequestedAt: instant().nullable(),
    /** What the policy charges; POSTED when the ledger has it, REFUSED when it is beyond the limit of arrears. */
    dueHundredths: lessonHundredths(),
    outcome: oneOf('POSTED', 'NOT_CHARGED', 'REFUSED'),
    policyVersion: p.text(),
    parts: p.json<ConsumptionPart[]>(),
    arrearsHundredths: lessonHundredths(),
    revenueFen: fen(),
    ledgerTransactionId: p.uuid().nullable(),
    postedAt: instant(),
    reversedAt: instant().nullable(),
  },
  uniques: [
    {
      name: 'lesson_consumption_once',
      properties: ['studentId', 'scheduledLessonId'],
      where: 'reversed_at is null',
    },
  ],
  indexes: [
    { name: 'lesson_consumption_lesson', properties: ['scheduledLessonId'] },
    { name: 'lesson_consumption_student', properties: ['studentId', 'lessonStartsAt'] },
  ],
  ...tenantPolicies('lesson_consumption', { branch: 'required', family: 'own' }),
});

/** What one student's attendance took from the account, with all that it was reckoned from. At most one counts per lesson. */
export class LessonConsumption extends lessonConsumptionSchema.class {}
lessonConsumptionSchema.setClass(LessonConsumption);
