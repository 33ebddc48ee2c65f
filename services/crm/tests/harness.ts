import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Principal } from '@campusgraph/auth';
import { branchOpened, type EventDefinition, type EventEnvelope } from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { createTestDatabase, createTestGateway, principals, testClock } from '@campusgraph/testing';
import { schema } from '../src/persistence/schema.ts';
import { type CrmConfig, createService } from '../src/service.ts';

/** The crm service over a database of its own, with an ear on everything it publishes. */
export async function startCrm(uploads?: CrmConfig['uploads']) {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const service = await createService({
    database: database.urls,
    transport,
    gatewayJwks: gateway.jwks,
    clock,
    logger: createLogger({ service: 'crm', level: 'silent' }),
    uploads,
  });
  const published: EventEnvelope<Record<string, unknown>>[] = [];
  const listener = await transport.consume({
    consumer: 'test',
    types: [
      'crm.lead.captured.v1',
      'crm.lead.followed-up.v1',
      'crm.lead.scored.v1',
      'crm.trial-lesson.booked.v1',
      'crm.trial-lesson.attended.v1',
      'crm.lead.converted.v1',
      'crm.lead.lost.v1',
      'crm.lead.merged.v1',
      'crm.guardian.contact-changed.v1',
    ],
    handle: async (deliveries) => void published.push(...deliveries.map(({ body }) => JSON.parse(body))),
  });
  await service.start();
  const ask = async (principal: Principal | null, query: string, variables: Record<string, unknown> = {}) =>
    gateway.ask(service, principal, query, variables);

  return {
    service,
    clock,
    gateway,
    urls: database.urls,
    ask,
    /** Runs a mutation and answers its payload; a refusal fails the test with what was said. */
    async run(principal: Principal, mutation: string, input: object, fields: string) {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
      const answer = await ask(principal, `mutation ($input: ${type}) { ${mutation}(input: $input) { ${fields} } }`, {
        input,
      });
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data[mutation];
    },
    /** The code with which a mutation is refused; undefined where it is not. */
    async refusal(principal: Principal, mutation: string, input: object): Promise<string | undefined> {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { __typename } }`;
      return (await ask(principal, query, { input })).errors?.[0]?.extensions.code;
    },
    /** What was published of one type so far about one aggregate. */
    async heard(type: EventDefinition, aggregateId?: string) {
      await service.idle();
      return published.filter(
        (event) => event.type === type.type && (aggregateId === undefined || event.aggregateId === aggregateId),
      );
    },
    /** Another service tells of something. */
    async tell<Data>(event: EventDefinition<Data>, organizationId: string, data: Data, branchId: string | null = null) {
      const id = newId();
      const envelope: EventEnvelope<Data> = {
        id,
        type: event.type,
        occurredAt: clock().toISOString(),
        organizationId,
        branchId,
        aggregateId: newId(),
        aggregateVersion: 1,
        actor: { kind: 'SERVICE', subject: 'test' },
        correlationId: 'test',
        data,
      };
      const { type, aggregateId, correlationId } = envelope;
      await transport.publish([{ id, type, aggregateId, correlationId, body: JSON.stringify(envelope) }]);
      await service.idle();
    },
    /** A tenant whose branches crm has heard of. */
    async chain() {
      const school = people();
      for (const branchId of [school.north, school.south]) {
        const branch = { branchId, code: 'BJ01', name: '朝阳校区', regionId: newId(), timeZone: 'Asia/Shanghai' };
        await this.tell(branchOpened, school.organizationId, branch, branchId);
      }
      return school;
    },
    /** Announces a file and sends it; answers the lines. */
    async importFile(
      principal: Principal,
      branchId: string,
      file: Buffer,
      mapping: object,
      { sourceName = '合作机构', sent = file }: { sourceName?: string; sent?: Buffer } = {},
    ) {
      const { leadImport } = await this.run(
        principal,
        'startLeadImport',
        {
          branchId,
          sourceName,
          fileName: 'leads.csv',
          fileSha256: createHash('sha256').update(file).digest('hex'),
          sizeBytes: file.length,
          mapping: JSON.stringify(mapping),
        },
        'leadImport { id }',
      );
      return { id: leadImport.id as string, ...(await this.upload(principal, leadImport.id, sent)) };
    },
    async upload(principal: Principal | null, importId: string, file: Buffer) {
      const response = await service.http({
        method: 'PUT',
        path: `/uploads/leads/${importId}`,
        query: new URLSearchParams(),
        headers: await gateway.headers(principal),
        body: Readable.from([file]),
      });
      const body = typeof response.body === 'string' ? response.body : await text(response.body);
      const lines = body.trim().split('\n');
      return { status: response.status, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
    },
    async stop() {
      await listener.stop();
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}

/** A tenant with two branches and the people of it. */
function people() {
  const [organizationId, north, south] = [newId(), newId(), newId()];
  return {
    organizationId,
    north,
    south,
    hq: principals.hq({ organizationId }),
    clerk: principals.staff({ organizationId, branchIds: [north], role: 'SALES' }),
    sibling: principals.staff({ organizationId, branchIds: [south], role: 'SALES' }),
  };
}

export type Chain = ReturnType<typeof people>;

/** What the front desk types in for a family that walks in. */
export const walkIn = (branchId: string, phone = '138 0000 0001', childName = '小明') => ({
  branchId,
  channel: 'WALK_IN',
  sourceName: '门店',
  name: '王芳',
  phone,
  childName,
  childBirthDate: '2018-05-01',
  need: '英语口语',
});
