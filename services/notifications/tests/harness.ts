import type { Principal } from '@campusgraph/auth';
import {
  branchOpened,
  type EventDefinition,
  type EventEnvelope,
  leadConverted,
  organizationFounded,
} from '@campusgraph/contracts';
import { createEmbeddedTransport, type OutboundMessage } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { createTestDatabase, createTestGateway, principals, testClock } from '@campusgraph/testing';
import { AddressRefused, type DeliveryProvider, type OutgoingMessage } from '../src/delivery/provider.ts';
import type { Channel } from '../src/domain/template-keys.ts';
import { schema } from '../src/persistence/schema.ts';
import { createService, type NotificationsConfig } from '../src/service.ts';

/** A provider that keeps what it takes, and can be told to fail. */
export function postOffice(channel: Channel, name = `office-${channel.toLowerCase()}`) {
  const taken: OutgoingMessage[] = [];
  const office = {
    taken,
    /** What it says from now on. */
    mood: 'works' as 'works' | 'away' | 'refuses',
    provider: {
      name,
      channel,
      async send(message: OutgoingMessage) {
        if (office.mood === 'away') throw new Error('nobody answers');
        if (office.mood === 'refuses') throw new AddressRefused('no such mailbox');
        taken.push(message);
      },
      close: async () => {},
    } satisfies DeliveryProvider,
  };
  return office;
}

/** The notifications service over a database of its own, and the other services' facts to feed it. */
export async function startNotifications(
  providers?: readonly DeliveryProvider[],
  settings: Partial<NotificationsConfig> = {},
) {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const logger = createLogger({ service: 'notifications', level: 'silent' });
  const service = await createService(
    { database: database.urls, transport, gatewayJwks: gateway.jwks, clock, logger, ...settings },
    providers ? { providers } : {},
  );
  await service.start();

  interface About {
    organizationId: string;
    branchId: string | null;
    aggregateId?: string;
  }

  function message<Data>(definition: EventDefinition<Data>, about: About, data: Data, id: string): OutboundMessage {
    const { aggregateId = newId(), ...where } = about;
    const correlationId = newId();
    const envelope: EventEnvelope<Data> = {
      id,
      type: definition.type,
      occurredAt: clock().toISOString(),
      ...where,
      aggregateId,
      aggregateVersion: 1,
      actor: { kind: 'SERVICE', subject: 'test' },
      correlationId,
      data,
    };
    return { id, type: definition.type, aggregateId, correlationId, body: JSON.stringify(envelope) };
  }

  /** Facts of another service arrive, and whatever is due is sent. */
  async function tellAll<Data>(definition: EventDefinition<Data>, about: About, facts: readonly Data[]): Promise<void> {
    await transport.publish(facts.map((data) => message(definition, about, data, newId())));
    await service.idle();
  }

  /** One fact; the same `id` again is the same fact delivered twice. */
  async function tell<Data>(
    definition: EventDefinition<Data>,
    about: About,
    data: Data,
    id: string = newId(),
  ): Promise<void> {
    await transport.publish([message(definition, about, data, id)]);
    await service.idle();
  }

  /** A chain with a branch and a guardian who can be reached. */
  async function chain(
    contact: { name?: string; phone?: string; email?: string | null; locale?: 'zh-CN' | 'en' } = {},
  ) {
    const [organizationId, branchId, guardianId, studentId] = [newId(), newId(), newId(), newId()];
    const at = { organizationId, branchId };
    const founded = { organizationId, name: '晨光教育', timeZone: 'Asia/Shanghai', locale: 'zh-CN' as const };
    await tell(organizationFounded, { organizationId, branchId: null }, founded);
    const branch = { branchId, code: 'BJ01', name: '朝阳校区', regionId: newId(), timeZone: 'Asia/Shanghai' };
    await tell(branchOpened, at, branch);
    const { name = '王女士', phone = '+8613800138000', email = 'wang@example.com', locale = 'zh-CN' } = contact;
    await tell(leadConverted, at, {
      leadId: newId(),
      channel: 'WALK_IN',
      sourceName: 'door',
      capturedAt: clock().toISOString(),
      convertedAt: clock().toISOString(),
      householdId: newId(),
      guardian: { guardianId, name, phone, email, locale },
      student: { studentId, name: '李小明', birthDate: null },
    });
    return {
      ...at,
      at,
      guardianId,
      studentId,
      guardian: principals.guardian({ organizationId, guardianId, branchIds: [branchId] }),
      desk: principals.staff({ organizationId, branchIds: [branchId], role: 'SALES' }),
      hq: principals.hq({ organizationId }),
    };
  }

  return {
    clock,
    service,
    urls: database.urls,
    tell,
    tellAll,
    chain,
    ask: (principal: Principal, query: string, variables: Record<string, unknown> = {}) =>
      gateway.ask(service, principal, query, variables),
    async stop() {
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}

export type Chain = Awaited<ReturnType<Awaited<ReturnType<typeof startNotifications>>['chain']>>;

/** A payment of ¥1,500.00 by WeChat Pay, as billing tells of it. */
export const payment = ({ guardianId, studentId }: Chain) => ({
  contractId: newId(),
  number: 'C2026-000001',
  studentId,
  guardianId,
  courseId: newId(),
  paymentId: newId(),
  receiptNumber: 'R2026-000007',
  amountFen: 150_000,
  method: 'WECHAT_PAY' as const,
  paidInFullAfter: false,
  receivedAt: '2026-03-02T01:00:00.000Z',
});
