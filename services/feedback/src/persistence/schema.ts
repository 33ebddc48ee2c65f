import type { DatabaseSchema } from '@campusgraph/persistence';
import { BranchCopy } from './entities/branch-copy.ts';
import { CallbackPlan } from './entities/callback-plan.ts';
import { CallbackTask } from './entities/callback-task.ts';
import { RefundedContract } from './entities/refunded-contract.ts';
import { SatisfactionScore } from './entities/satisfaction-score.ts';
import { StaffCopy } from './entities/staff-copy.ts';
import { Survey } from './entities/survey.ts';
import { SurveyInvitation } from './entities/survey-invitation.ts';
import { SurveyResponse } from './entities/survey-response.ts';
import { Migration20261122174500 } from './migrations/Migration20261122174500-first-tables.ts';
import { Migration20261122190200 } from './migrations/Migration20261122190200-withdrawn-callbacks.ts';
import { Migration20261122203000 } from './migrations/Migration20261122203000-families-write-nothing-shared.ts';
import { Migration20261122204000 } from './migrations/Migration20261122204000-known-ids.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';

/** What the feedback database is made of. */
export const schema: DatabaseSchema = {
  service: 'feedback',
  entities: [
    BranchCopy,
    StaffCopy,
    CallbackPlan,
    CallbackTask,
    RefundedContract,
    Survey,
    SurveyInvitation,
    SurveyResponse,
    SatisfactionScore,
  ],
  migrations: [
    { name: 'Migration20261122174500-first-tables', class: Migration20261122174500 },
    { name: 'Migration20261122190200-withdrawn-callbacks', class: Migration20261122190200 },
    { name: 'Migration20261122203000-families-write-nothing-shared', class: Migration20261122203000 },
    { name: 'Migration20261122204000-known-ids', class: Migration20261122204000 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
  ],
  appendOnly: ['survey_response', 'satisfaction_score'],
  derived: ['branch_copy', 'staff_copy', 'refunded_contract'],
};
