import { expect } from '@jest/globals';
import type { Effect, TestService } from '../../infra/events/tests/support/service.ts';

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** Every change of every parcel was applied once, in the order in which it was made. */
export async function expectAllInOrder(service: TestService, parcels: readonly string[], each: number): Promise<void> {
  const effects = await service.effects();
  expect(effects).toHaveLength(parcels.length * each);
  const versions = Map.groupBy(effects, (one: Effect) => one.aggregate_id);
  for (const id of parcels) expect(versions.get(id)?.map((one) => one.version)).toEqual(upTo(each).map((n) => n + 1));
}
