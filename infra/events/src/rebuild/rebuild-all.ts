import { organizationFounded } from '@campusgraph/contracts';
import type { EventRuntime } from '../runtime.ts';
import { mergeLogs } from './merge-logs.ts';

/**
 * Builds the derived tables of all services anew from the logs of all, an organization and a service at a time; the services
 * may be at work meanwhile. Calls `told` when one is done.
 */
export async function rebuildAll(
  services: readonly EventRuntime[],
  told: (service: string, organizationId: string) => void = () => {},
): Promise<void> {
  for (const organizationId of await organizationsOf(services)) {
    for (const { service, derivedFrom: types, rebuild } of services) {
      if (types.length === 0) continue;
      await rebuild(organizationId, mergeLogs(services.map(({ log }) => log({ types, organizationId }))));
      told(service, organizationId);
    }
  }
}

/** Publishes the logs of all services again, for a stream that was lost. Returns how many events that were. */
export async function republishAll(services: readonly EventRuntime[]): Promise<number> {
  let published = 0;
  for (const service of services) published += await service.republish();
  return published;
}

async function organizationsOf(services: readonly EventRuntime[]): Promise<string[]> {
  const founded: string[] = [];
  for (const { log } of services) {
    for await (const { envelope } of log({ types: [organizationFounded.type] })) founded.push(envelope.organizationId);
  }
  return founded;
}
