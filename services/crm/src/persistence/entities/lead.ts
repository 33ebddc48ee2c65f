import { aggregateProperties, day, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { ScoreReason } from '../../domain/lead-score.ts';
import { LEAD_STATUSES } from '../../domain/lead-status.ts';
import { INTENT_LEVELS, LEAD_CHANNELS } from '../../domain/lead-words.ts';

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
    guardianId: p.uuid().nullable().index(),
    studentId: p.uuid().nullable(),
    importId: p.uuid().nullable().index(),
    /** The lead that this one turned out to be. */
    mergedIntoId: p.uuid().nullable().index(),
  },
  uniques: [{ name: 'lead_external_id', properties: ['organizationId', 'sourceSystem', 'externalId'] }],
  indexes: [
    { name: 'lead_captured', properties: ['organizationId', 'capturedAt', 'id'] },
    { name: 'lead_branch', properties: ['branchId', 'capturedAt', 'id'] },
    { name: 'lead_phone', properties: ['organizationId', 'phone'] },
    { name: 'lead_owner', properties: ['ownerId', 'nextContactAt'] },
    {
      name: 'lead_dedupe_key',
      expression: (_columns, table, name) =>
        `create unique index "${name}" on "${table.name}" (branch_id, dedupe_key) where status <> 'LOST' and merged_into_id is null`,
    },
  ],
  ...tenantPolicies('lead', { branch: 'required', family: 'hidden' }),
});

/** Somebody who may become a customer. */
export class Lead extends leadSchema.class {}
leadSchema.setClass(Lead);
