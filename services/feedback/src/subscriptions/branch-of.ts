import type { EventEnvelope } from '@campusgraph/contracts';

/** The branch of a fact that has one by its nature; without it, the message is broken and is to be parked. */
export function branchOf({ type, branchId }: EventEnvelope): string {
  if (branchId === null) throw new Error(`${type} came without its branch.`);
  return branchId;
}
