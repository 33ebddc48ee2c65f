import {
  aggregateProperties,
  day,
  instant,
  oneOf,
  type Search,
  searchIndex,
  tenantPolicies,
} from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { ScoreReason } from '../../domain/lead-score.ts';
import { LEAD_STATUSES } from '../../domain/lead-status.ts';
import { INTENT_LEVELS, LEAD_CHANNELS } from '../../domain/lead-words.ts';

export const leadSearch: Search = { table: 'lead', columns: ['name', 'child_name'], family: 'hidden' };

const where = (index: string, columns: string, condition: string) => ({
  name: index,
  expression: (_columns: unknown, table: { name: string }, name: string) =>
    `create index "${name}" on "${table.name}" ${columns} where ${condition}`,
});

const leadSchema = defineEntity({
  name: 'Lead',
  tableName: 'lead',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    channel: oneOf(...LEAD_CHANNELS),
    /** The campaign, site or person it came from. */
    sourceName: p.text(),
    /** The other system, and its id there: what a second import of the same file is recognised by. */
    sourceSystem: p.text().nullable(),
    externalId: p.text().nullable(),
    name: p.text().nullable(),
    /** E.164. */
    phone: p.text().nullable(),
    childName: p.text().nullable(),
    childBirthDate: day().nullable(),
    need: p.text().nullable(),
    /** Columns of an imported file kept as they were. */
    attributes: p.json<Record<string, string>>().nullable(),
    /** Phone and child, see domain/duplicates.ts; unique within the branch, which must not learn whom its sibling knows. */
    dedupeKey: p.text().nullable(),
    status: oneOf(...LEAD_STATUSES),
    ownerId: p.uuid().nullable(),
    assignedAt: instant().nullable(),
    /** Never goes back to the pool by itself. */
    locked: p.boolean().default(false),
    formerOwnerId: p.uuid().nullable(),
    releasedAt: instant().nullable(),
    score: p.integer(),
    intentLevel: oneOf(...INTENT_LEVELS),
    scoreReasons: p.json<ScoreReason[]>(),
    scoredAt: instant(),
    policyVersion: p.integer(),
    nextContactAt: instant().nullable(),
    lastContactAt: instant().nullable(),
    capturedAt: instant(),
    convertedAt: instant().nullable(),
    lostReason: p.text().nullable(),
    guardianId: p.uuid().nullable(),
    studentId: p.uuid().nullable(),
    importId: p.uuid().nullable(),
    /** The lead that this one turned out to be. */
    mergedIntoId: p.uuid().nullable(),
  },
  uniques: [{ name: 'lead_external_id', properties: ['organizationId', 'sourceSystem', 'externalId'] }],
  indexes: [
    { name: 'lead_captured', properties: ['organizationId', 'capturedAt', 'id'] },
    { name: 'lead_branch', properties: ['branchId', 'capturedAt', 'id'] },
    // What most leads of a file do not have costs them no index entry.
    where('lead_phone', '(organization_id, phone)', 'phone is not null'),
    where('lead_owner', '(owner_id, next_contact_at)', 'owner_id is not null'),
    where('lead_guardian', '(guardian_id)', 'guardian_id is not null'),
    where('lead_merged_into', '(merged_into_id)', 'merged_into_id is not null'),
    searchIndex(leadSearch),
    {
      name: 'lead_dedupe_key',
      expression: (_columns, table, name) =>
        `create unique index "${name}" on "${table.name}" (branch_id, dedupe_key) where dedupe_key is not null and status <> 'LOST' and merged_into_id is null`,
    },
  ],
  ...tenantPolicies('lead', { branch: 'required', family: 'hidden', searchRole: 'crm_search' }),
});

/** Somebody who may become a customer. */
export class Lead extends leadSchema.class {}
leadSchema.setClass(Lead);
