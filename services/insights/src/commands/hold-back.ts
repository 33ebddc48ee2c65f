import type { EventEnvelope } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { WaitingFact } from '../persistence/entities/waiting-fact.ts';

/** A fact that happened in a branch. */
export type BranchFact<Data = unknown> = EventEnvelope<Data> & { branchId: string };

/**
 * Facts whose branch is known; the others are put by until it is (`releaseWaiting`), because their day cannot be told
 * without its zone. Services are not heard in any order between them.
 */
export async function holdBack<Data>(
  { em, principal }: UnitOfWork,
  facts: readonly BranchFact<Data>[],
): Promise<BranchFact<Data>[]> {
  const branchIds = [...new Set(facts.map(({ branchId }) => branchId))];
  const known = await em.find(BranchCopy, { branchId: { $in: branchIds } }, { fields: ['branchId'] });
  const isKnown = new Set(known.map(({ branchId }) => branchId));
  for (const envelope of facts.filter(({ branchId }) => !isKnown.has(branchId))) {
    const { organizationId } = principal;
    em.create(WaitingFact, { organizationId, branchId: envelope.branchId, envelope });
  }
  await em.flush();
  return facts.filter(({ branchId }) => isKnown.has(branchId));
}

/** Takes out what waited for a branch, in the order heard. */
export async function releaseWaiting({ em }: UnitOfWork, branchId: string): Promise<EventEnvelope[]> {
  const waiting = await em.find(WaitingFact, { branchId }, { orderBy: { position: 'asc' } });
  await em.nativeDelete(WaitingFact, { branchId });
  const envelopes = waiting.map(({ envelope }) => envelope);
  em.clear();
  return envelopes;
}
