import type { DatabaseSchema } from '@campusgraph/persistence';
import { BranchCopy } from './entities/branch-copy.ts';
import { FollowUp } from './entities/follow-up.ts';
import { Guardian, guardianSearch } from './entities/guardian.ts';
import { Household } from './entities/household.ts';
import { Lead, leadSearch } from './entities/lead.ts';
import { LeadImport } from './entities/lead-import.ts';
import { LeadImportIssue } from './entities/lead-import-issue.ts';
import { LeadMerge } from './entities/lead-merge.ts';
import { LeadPolicyVersion } from './entities/lead-policy-version.ts';
import { LessonCopy } from './entities/lesson-copy.ts';
import { StaffCopy } from './entities/staff-copy.ts';
import { StudentSource } from './entities/student-source.ts';
import { TrialLesson } from './entities/trial-lesson.ts';
import { Migration20261122120000 } from './migrations/Migration20261122120000-first-tables.ts';
import { Migration20261122203000 } from './migrations/Migration20261122203000-families-write-nothing-shared.ts';
import { Migration20261122204000 } from './migrations/Migration20261122204000-known-ids.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';
import { Migration20261128182000 } from './migrations/Migration20261128182000-search-by-name.ts';
import { Migration20261128182020 } from './migrations/Migration20261128182020-workers-know-branches.ts';

/** What the crm database is made of. */
export const schema: DatabaseSchema = {
  service: 'crm',
  entities: [
    Lead,
    FollowUp,
    TrialLesson,
    Household,
    Guardian,
    StudentSource,
    LeadImport,
    LeadImportIssue,
    LeadPolicyVersion,
    LeadMerge,
    StaffCopy,
    BranchCopy,
    LessonCopy,
  ],
  searches: [leadSearch, guardianSearch],
  migrations: [
    { name: 'Migration20261122120000-first-tables', class: Migration20261122120000 },
    { name: 'Migration20261122203000-families-write-nothing-shared', class: Migration20261122203000 },
    { name: 'Migration20261122204000-known-ids', class: Migration20261122204000 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
    { name: 'Migration20261128182000-search-by-name', class: Migration20261128182000 },
    { name: 'Migration20261128182020-workers-know-branches', class: Migration20261128182020 },
  ],
  appendOnly: ['lead_merge', 'lead_import_issue', 'lead_policy_version'],
  derived: ['staff_copy', 'branch_copy', 'lesson_copy'],
};
