import type { Principal } from '@campusgraph/auth';
import type { EventDefinition } from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import type { Service } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { type DatabaseUrls, newId } from '@campusgraph/persistence';
import { type Answer, createTestDatabase, createTestGateway, principals, testClock } from '@campusgraph/testing';
import { schema } from '../src/persistence/schema.ts';
import { createService } from '../src/service.ts';

/** The feedback service on a database of its own, with a hand in what it hears. */
export interface FeedbackService {
  service: Service;
  urls: DatabaseUrls;
  clock: ReturnType<typeof testClock>;
  ask(principal: Principal | null, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Lets the service hear a fact, as its owner would have told it; resolves when it is applied. Returns the event's id. */
  hear<Data>(definition: EventDefinition<Data>, where: Where, data: Data, id?: string): Promise<string>;
  /** What it told the others so far, by type. */
  told(type: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface Where {
  organizationId: string;
  branchId: string | null;
}

export async function startFeedback(): Promise<FeedbackService> {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const logger = createLogger({ service: 'feedback', level: 'silent' });
  const service = await createService({
    database: database.urls,
    transport,
    gatewayJwks: gateway.jwks,
    clock,
    logger,
  });
  const heard: Record<string, unknown>[] = [];
  await transport.consume({
    consumer: 'listener',
    types: [
      'feedback.callback-task.scheduled.v1',
      'feedback.callback-task.completed.v1',
      'feedback.survey.invited.v1',
      'feedback.survey.answered.v1',
    ],
    handle: async (deliveries) => void heard.push(...deliveries.map(({ body }) => JSON.parse(body))),
  });
  await service.start();
  return {
    service,
    urls: database.urls,
    clock,
    ask: (principal, query, variables) => gateway.ask(service, principal, query, variables),
    async hear({ type }, { organizationId, branchId }, data, id = newId()) {
      const [aggregateId, correlationId] = [newId(), newId()];
      const envelope = { id, type, occurredAt: clock().toISOString(), organizationId, branchId, aggregateId };
      const rest = { aggregateVersion: 1, actor: { kind: 'STAFF', subject: 'test' }, correlationId, data };
      await transport.publish([
        { id, type, aggregateId, correlationId, body: JSON.stringify({ ...envelope, ...rest }) },
      ]);
      return id;
    },
    async told(type) {
      await service.idle();
      return heard.filter((event) => event.type === type);
    },
    async close() {
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}

/** A school with one family in it. */
export function family() {
  const organizationId = newId();
  const [branchId, siblingId, studentId, guardianId] = [newId(), newId(), newId(), newId()];
  return {
    organizationId,
    branchId,
    studentId,
    guardianId,
    at: { organizationId, branchId },
    contract: { contractId: newId(), number: 'HT-2026-0001', studentId, guardianId, courseId: newId() },
    hq: principals.hq({ organizationId }),
    manager: principals.staff({ organizationId, branchIds: [branchId] }),
    siblingManager: principals.staff({ organizationId, branchIds: [siblingId] }),
    guardian: principals.guardian({ organizationId, guardianId, branchIds: [branchId] }),
    otherGuardian: principals.guardian({ organizationId, guardianId: newId(), branchIds: [branchId] }),
    stranger: principals.hq({ organizationId: newId() }),
  };
}
