import { fen, instant, lessonHundredths, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const lessonLotSchema = defineEntity({
  name: 'LessonLot',
  tableName: 'lesson_lot',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    contractId: p.uuid().index(),
    studentId: p.uuid().index(),
    guardianId: p.uuid(),
    kind: oneOf('PAID', 'GIFT'),
    grantedHundredths: lessonHundredths(),
    consumedHundredths: lessonHundredths().default(0),
    /** Given back by a refund. */
    withdrawnHundredths: lessonHundredths().default(0),
    recognisedFen: fen().default(0),
    activatedAt: instant(),
  },
  checks: [
    {
      name: 'lesson_lot_remaining',
      expression:
        'consumed_hundredths >= 0 and withdrawn_hundredths >= 0 and consumed_hundredths + withdrawn_hundredths <= granted_hundredths',
    },
    { name: 'lesson_lot_recognised', expression: 'recognised_fen >= 0' },
  ],
  ...tenantPolicies('lesson_lot', { branch: 'required', family: 'own' }),
});

/** Lessons of one contract: those paid for, or those given. What remains equals the lot's account in the ledger. */
export class LessonLot extends lessonLotSchema.class {}
lessonLotSchema.setClass(LessonLot);
