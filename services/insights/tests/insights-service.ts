import type { Principal } from '@campusgraph/auth';
import type { EventDefinition, EventEnvelope } from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import type { Service } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { type Answer, createTestDatabase, createTestGateway, principals, testClock } from '@campusgraph/testing';
import { schema } from '../src/persistence/schema.ts';
import { createService } from '../src/service.ts';

/** The insights service on a database of its own, with a hand in what it hears. */
export interface InsightsService {
  service: Service;
  ask(principal: Principal | null, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Delivers facts, in this order; resolves when they are applied. */
  hear(...events: EventEnvelope[]): Promise<void>;
  close(): Promise<void>;
}

export async function startInsights(): Promise<InsightsService> {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const logger = createLogger({ service: 'insights', level: 'silent' });
  const service = await createService({
    database: database.urls,
    transport,
    gatewayJwks: gateway.jwks,
    clock,
    logger,
  });
  await service.start();
  return {
    service,
    ask: (principal, query, variables) => gateway.ask(service, principal, query, variables),
    hear: (...events) =>
      transport.publish(
        events.map((event) => {
          const { id, type, aggregateId, correlationId } = event;
          return { id, type, aggregateId, correlationId, body: JSON.stringify(event) };
        }),
      ),
    async close() {
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}

/** A fact as its owner would tell it. */
export function envelope<Data>(
  { type }: EventDefinition<Data>,
  where: { organizationId: string; branchId: string | null },
  data: Data,
  about: Partial<EventEnvelope> = {},
): EventEnvelope<Data> {
  const occurredAt = '2026-03-10T04:00:00.000Z';
  const rest = {
    aggregateId: newId(),
    aggregateVersion: 1,
    actor: { kind: 'STAFF', subject: 'test' },
    correlationId: newId(),
  };
  return { id: newId(), type, occurredAt, ...where, ...rest, ...about, data };
}

/** A chain of two branches, with people who see all of it and one branch of it. */
export function chain() {
  const organizationId = newId();
  const [east, west] = [newId(), newId()];
  return {
    organizationId,
    east: { organizationId, branchId: east },
    west: { organizationId, branchId: west },
    hq: principals.hq({ organizationId }),
    eastManager: principals.staff({ organizationId, branchIds: [east] }),
    stranger: principals.hq({ organizationId: newId() }),
    guardian: principals.guardian({ organizationId, guardianId: newId() }),
  };
}

/** The opening of a branch, as organization tells it. */
export const opening = (branchId: string, timeZone = 'Asia/Shanghai') => ({
  branchId,
  code: branchId.slice(-6),
  name: '校区',
  regionId: newId(),
  timeZone,
});
