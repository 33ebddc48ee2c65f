import type { DatabaseSchema } from '@campusgraph/persistence';
import { BranchCopy } from './entities/branch-copy.ts';
import { ClassGroupCopy } from './entities/class-group-copy.ts';
import { Delivery } from './entities/delivery.ts';
import { DeliveryTry } from './entities/delivery-try.ts';
import { GuardianCopy } from './entities/guardian-copy.ts';
import { OrganizationCopy } from './entities/organization-copy.ts';
import { Preference } from './entities/preference.ts';
import { RosterCopy } from './entities/roster-copy.ts';
import { SuspensionCopy } from './entities/suspension-copy.ts';
import { Template } from './entities/template.ts';
import { Migration20261122120000 } from './migrations/Migration20261122120000-first-tables.ts';
import { Migration20261122203000 } from './migrations/Migration20261122203000-families-write-nothing-shared.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';
import { Migration20261128174003 } from './migrations/Migration20261128174003-suspensions.ts';
import { Migration20261128175959 } from './migrations/Migration20261128175959-read-and-about.ts';
import { Migration20261128180000 } from './migrations/Migration20261128180000-seat-notices.ts';

/** What the notifications database is made of. */
export const schema: DatabaseSchema = {
  service: 'notifications',
  entities: [
    Delivery,
    DeliveryTry,
    Template,
    Preference,
    GuardianCopy,
    OrganizationCopy,
    BranchCopy,
    ClassGroupCopy,
    RosterCopy,
    SuspensionCopy,
  ],
  migrations: [
    { name: 'Migration20261122120000-first-tables', class: Migration20261122120000 },
    { name: 'Migration20261122203000-families-write-nothing-shared', class: Migration20261122203000 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
    { name: 'Migration20261128174003-suspensions', class: Migration20261128174003 },
    { name: 'Migration20261128175959-read-and-about', class: Migration20261128175959 },
    { name: 'Migration20261128180000-seat-notices', class: Migration20261128180000 },
  ],
  appendOnly: ['delivery_try'],
  derived: ['guardian_copy', 'organization_copy', 'branch_copy', 'class_group_copy', 'roster_copy', 'suspension_copy'],
};
