import type { EventDefinition, EventEnvelope } from '@campusgraph/contracts';
import { onBatch, type Subscription } from '@campusgraph/events';
import type { UnitOfWork } from '@campusgraph/persistence';
import { type BranchFact, holdBack } from '../commands/hold-back.ts';
import { takeTurns } from '../commands/take-turns.ts';

/** What the read models do with one type of event, once its branch is known. */
export interface Fact {
  readonly event: EventDefinition;
  apply(events: readonly BranchFact[], unit: UnitOfWork): Promise<void>;
}

export const fact = <Data>(
  event: EventDefinition<Data>,
  apply: (events: readonly BranchFact<Data>[], unit: UnitOfWork) => Promise<void>,
): Fact => ({
  event: event as EventDefinition,
  apply: (events, unit) => apply(events as readonly BranchFact<Data>[], unit),
});

/** Listens to a fact: applies what has its branch known, and puts the rest by. */
export const listenTo = ({ event, apply }: Fact): Subscription =>
  onBatch(event, async (events, unit) => {
    await takeTurns(unit);
    const placed = await holdBack(unit, events.map(inBranch));
    if (placed.length > 0) await apply(placed, unit);
  });

/** A fact without a branch is a broken message: it is to be parked. */
export function inBranch<Data>(event: EventEnvelope<Data>): BranchFact<Data> {
  const { branchId } = event;
  if (branchId === null) throw new Error(`${event.type} came without its branch.`);
  return { ...event, branchId };
}
