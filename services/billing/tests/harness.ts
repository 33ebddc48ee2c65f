import { servicePrincipal } from '@campusgraph/auth';
import type { EventData, EventDefinition, EventEnvelope } from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { createTestDatabase, createTestGateway, testClock } from '@campusgraph/testing';
import { schema } from '../src/persistence/schema.ts';
import { createService } from '../src/service.ts';

/** The billing service over a database of its own, and a hand that publishes other services' facts. */
export async function startBilling() {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const recorded: EventEnvelope[] = [];
  await transport.consume({
    consumer: 'test',
    types: [...billingTypes],
    handle: async (deliveries) => {
      recorded.push(...deliveries.map(({ body }) => JSON.parse(body) as EventEnvelope));
    },
  });
  const logger = createLogger({ service: 'billing', level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const service = await createService({ database: database.urls, transport, gatewayJwks: gateway.jwks, clock, logger });
  await service.start();

  /** Publishes a fact as another service's relay would; resolves when billing has applied or parked it. */
  async function publish<Data>(events: readonly (EventEnvelope<Data> | EventEnvelope)[]): Promise<void> {
    await transport.publish(
      events.map((event) => ({
        id: event.id,
        type: event.type,
        aggregateId: event.aggregateId,
        correlationId: event.correlationId,
        body: JSON.stringify(event),
      })),
    );
    await service.idle();
  }
  return {
    ...{ service, clock, gateway, urls: database.urls, publish },
    /** The facts of one type that billing published about an organization. */
    factsOf<Definition extends EventDefinition>(definition: Definition, organizationId: string) {
      return recorded
        .filter((event) => event.type === definition.type && event.organizationId === organizationId)
        .map((event) => event.data as EventData<Definition>);
    },
    async stop() {
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}

const billingTypes = [
  'billing.contract.accepted.v1',
  'billing.contract.activated.v1',
  'billing.payment.received.v1',
  'billing.lesson-account.consumed.v1',
  'billing.lesson-account.reversed.v1',
  'billing.pay-rule.set.v1',
  'billing.teacher-pay-line.posted.v1',
  'billing.refund.requested.v1',
  'billing.refund.approved.v1',
  'billing.refund.rejected.v1',
  'billing.refund.paid.v1',
];

/** An envelope as another service would have recorded it. */
export function envelope<Data>(
  definition: EventDefinition<Data>,
  about: { organizationId: string; branchId: string | null; aggregateId?: string; version?: number; at: Date },
  data: Data,
): EventEnvelope<Data> {
  const { kind, subject } = servicePrincipal('test', about.organizationId);
  return {
    id: newId(),
    type: definition.type,
    occurredAt: about.at.toISOString(),
    organizationId: about.organizationId,
    branchId: about.branchId,
    aggregateId: about.aggregateId ?? newId(),
    aggregateVersion: about.version ?? 1,
    actor: { kind, subject },
    correlationId: newId(),
    data,
  };
}
