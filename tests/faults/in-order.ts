import { expect } from '@jest/globals';
import type { Effect, TestService } from '../../infra/events/tests/support/service.ts';

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** So many changes of these parcels were all applied, each once and in the order in which they were made. */
export async function expectAllInOrder(
  service: TestService,
  parcels: readonly string[],
  changes: number,
): Promise<void> {
  const effects = await service.effects();
  expect(effects).toHaveLength(changes);
  const versions = Map.groupBy(effects, (one: Effect) => one.aggregate_id);
  for (const id of parcels) {
    const ofParcel = versions.get(id)?.map((one) => one.version) ?? [];
    expect(ofParcel).toEqual(upTo(ofParcel.length).map((n) => n + 1));
  }
}
