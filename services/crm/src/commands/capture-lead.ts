import { leadCaptured } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { dedupeKey, isSameLead } from '../domain/duplicates.ts';
import { score } from '../domain/lead-score.ts';
import type { LeadChannel } from '../domain/lead-words.ts';
import { requirePhone } from '../domain/phone.ts';
import { optionalText, requireText } from '../domain/text.ts';
import { Lead } from '../persistence/entities/lead.ts';
import { policyInForce } from '../persistence/queries/lead-policy.ts';
import { checkBranch } from './check-known.ts';
import { checkStaff } from './check-staff.ts';
import { duplicateLead, flushLead } from './flush-lead.ts';
import { cohort } from './load-lead.ts';

export interface CaptureLead {
  branchId: string;
  channel: LeadChannel;
  sourceName: string;
  name: string;
  phone: string;
  childName?: string | null | undefined;
  childBirthDate?: string | null | undefined;
  need?: string | null | undefined;
  capturedAt?: Date | null | undefined;
  ownerId?: string | null | undefined;
}

/**
 * A lead comes in, scored at once. Throws BRANCH_NOT_FOUND, LEAD_DUPLICATE naming the lead that is there, and what the checks of
 * its texts throw.
 */
export async function captureLead(unit: UnitOfWork, input: CaptureLead): Promise<Lead> {
  const { em } = unit;
  const identity = { phone: requirePhone(input.phone), childName: optionalText('childName', input.childName) };
  await checkBranch(em, input.branchId);
  await refuseDuplicate(unit, input.branchId, identity);
  if (input.ownerId) await checkStaff(em, input.ownerId, input.branchId);
  const lead = await createLead(unit, input, identity);
  await flushLead(unit, lead);
  unit.record(leadCaptured, lead, { ...cohort(lead), status: 'NEW', intentLevel: lead.intentLevel, importJobId: null });
  return lead;
}

interface KnownIdentity {
  phone: string;
  childName: string | null;
}

async function createLead(unit: UnitOfWork, input: CaptureLead, identity: KnownIdentity): Promise<Lead> {
  const { em, principal, now } = unit;
  const policy = await policyInForce(em, now);
  // Nothing can have come in later than now.
  const capturedAt = input.capturedAt && input.capturedAt < now ? input.capturedAt : now;
  const facts = {
    ...identity,
    channel: input.channel,
    childBirthDate: input.childBirthDate ?? null,
    need: optionalText('need', input.need, 2000),
  };
  const scored = score(facts, [{ kind: 'inquired', at: capturedAt, channel: input.channel }], policy.body, now);
  return em.create(Lead, {
    ...emptyLead,
    ...facts,
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId: input.branchId,
    sourceName: requireText('sourceName', input.sourceName),
    name: requireText('name', input.name),
    dedupeKey: dedupeKey(identity),
    status: 'NEW',
    ownerId: input.ownerId ?? null,
    assignedAt: input.ownerId ? now : null,
    score: scored.score,
    intentLevel: scored.intentLevel,
    scoreReasons: scored.reasons,
    scoredAt: now,
    policyVersion: policy.version,
    capturedAt,
  });
}

const emptyLead = {
  sourceSystem: null,
  externalId: null,
  attributes: null,
  formerOwnerId: null,
  releasedAt: null,
  nextContactAt: null,
  lastContactAt: null,
  convertedAt: null,
  lostReason: null,
  guardianId: null,
  studentId: null,
  importId: null,
  mergedIntoId: null,
};

/** A lost lead does not count: the family has come back. */
async function refuseDuplicate({ em }: UnitOfWork, branchId: string, identity: KnownIdentity): Promise<void> {
  const known = await em.find(Lead, {
    branchId,
    phone: identity.phone,
    status: { $ne: 'LOST' },
    mergedIntoId: null,
  });
  const same = known.find((lead) => isSameLead(identity, lead));
  if (same) throw duplicateLead(same.id, identity.phone);
}
