import type { Principal } from '@campusgraph/auth';
import {
  branchOpened,
  type EventDefinition,
  type EventEnvelope,
  organizationFounded,
  staffJoined,
  studentRegistered,
} from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { createTestDatabase, createTestGateway, principals, testClock } from '@campusgraph/testing';
import pg from 'pg';
import { schema } from '../src/persistence/schema.ts';
import { createService } from '../src/service.ts';

/** The support service over a database of its own, and the other services' facts to feed it. */
export async function startSupport() {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const logger = createLogger({ service: 'support', level: 'silent' });
  const service = await createService({
    database: database.urls,
    transport,
    gatewayJwks: gateway.jwks,
    clock,
    logger,
  });
  await service.start();

  /** A fact of another service arrives. */
  async function tell<Data>(
    definition: EventDefinition<Data>,
    about: { organizationId: string; branchId: string | null; aggregateId: string },
    data: Data,
  ): Promise<void> {
    const id = newId();
    const envelope: EventEnvelope<Data> = {
      id,
      type: definition.type,
      occurredAt: clock().toISOString(),
      ...about,
      aggregateVersion: 1,
      actor: { kind: 'SERVICE', subject: 'test' },
      correlationId: newId(),
      data,
    };
    const { aggregateId, correlationId } = envelope;
    await transport.publish([
      { id, type: definition.type, aggregateId, correlationId, body: JSON.stringify(envelope) },
    ]);
    await service.idle();
  }

  /** A chain with one branch, a child there with its guardian, and somebody who handles tickets. */
  async function chain() {
    const organizationId = newId();
    const [branchId, regionId, studentId, guardianId, staffId] = [newId(), newId(), newId(), newId(), newId()];
    const at = (aggregateId: string) => ({ organizationId, branchId, aggregateId });
    await tell(
      organizationFounded,
      { ...at(organizationId), branchId: null },
      { organizationId, name: '晨光教育', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
    );
    const branch = { branchId, code: 'BJ01', name: '朝阳校区', regionId, timeZone: 'Asia/Shanghai' };
    await tell(branchOpened, at(branchId), branch);
    await tell(studentRegistered, at(studentId), { studentId, guardianId, name: '李小明' });
    const joined = { staffId, name: '赵客服', role: 'SUPPORT', branchIds: [branchId], email: null };
    await tell(staffJoined, { ...at(staffId), branchId: null }, joined);
    return {
      organizationId,
      branchId,
      studentId,
      guardianId,
      staffId,
      guardian: principals.guardian({ organizationId, guardianId, branchIds: [branchId] }),
      agent: principals.staff({ organizationId, branchIds: [branchId], role: 'SUPPORT', staffId }),
      hq: principals.hq({ organizationId }),
    };
  }

  return {
    clock,
    urls: database.urls,
    chain,
    tell,
    ask: (principal: Principal, query: string, variables: Record<string, unknown> = {}) =>
      gateway.ask(service, principal, query, variables),
    idle: () => service.idle(),
    /** What support has published of an organization, in order. */
    async published(organizationId: string): Promise<EventEnvelope<Record<string, unknown>>[]> {
      const client = new pg.Client({ connectionString: database.urls.system });
      await client.connect();
      const { rows } = await client.query<{ envelope: EventEnvelope<Record<string, unknown>> }>(
        'select envelope from events.log where organization_id = $1 order by position',
        [organizationId],
      );
      await client.end();
      return rows.map(({ envelope }) => envelope);
    },
    async stop() {
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}
