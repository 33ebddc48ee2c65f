import { type EventEnvelope, leadCaptured } from '@campusgraph/contracts';
import { connectJetStream, rebuildAll, republishAll } from '@campusgraph/events';
import { newId } from '@campusgraph/persistence';
import { tellChildsLife } from '@campusgraph/stack';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { quiet } from '../../infra/events/tests/support/service.ts';
import { openStreams } from '../../infra/events/tests/support/streams.ts';
import { checksums } from '../bad-input/checksums.ts';
import { SERVICES, schemaOf } from '../services.ts';
import { openStageOnNats, type StageOnNats } from './stage-on-nats.ts';

/** Named as copies and nevertheless not derived. */
const NOT_DERIVED = { 'academics.branch_copy': 'the opening hours in it are academics’ own, no fact tells of them' };
/** Derived, and nevertheless without a row in a whole life. */
const EMPTY = { 'insights.waiting_fact': 'here every branch is heard of before what happens in it' };

let on: StageOnNats;
let streams: Awaited<ReturnType<typeof openStreams>>;
let life: Awaited<ReturnType<typeof tellChildsLife>>;
/** `crm.staff_copy`, of every service. */
let derived: string[];

beforeAll(async () => {
  on = await openStageOnNats();
  streams = await openStreams(on.natsUrl);
  life = await tellChildsLife({ ...on, suffix: newId(), listener: { chapter() {}, fact() {} } });
  await suspendSomebody();
  await parkSomething();
  const schemas = await Promise.all(SERVICES.map(schemaOf));
  derived = schemas.flatMap(({ service, derived: tables = [] }) => tables.map((table) => `${service}.${table}`));
}, 300_000);
afterAll(async () => {
  await streams?.close();
  await on?.close();
});

/** In a whole life nobody stays away for a while. */
async function suspendSomebody(): Promise<void> {
  const { people, ids } = life.stage;
  const { classGroup } = await people.hq.ask('query Class($id: ID!) { classGroup(id: $id) { students { id } } }', {
    id: ids.classGroupId,
  });
  const from = new Date(on.clock().getTime() + 7 * 86_400_000).toISOString().slice(0, 10);
  const input = { studentId: classGroup.students[0].id, classGroupId: ids.classGroupId, from, reason: '休息' };
  await people.hq.ask(
    'mutation Suspend($input: SuspendEnrollmentInput!) { suspendEnrollment(input: $input) { enrollmentSuspension { id } } }',
    { input },
  );
}

/** A message that breaks its contract: parked, tried again in vain, and so in the operators' list. */
async function parkSomething(): Promise<void> {
  const { hq } = life.stage.people;
  const { organization } = await hq.ask('{ organization { id } }');
  const event: EventEnvelope = {
    ...{ id: newId(), type: leadCaptured.type, occurredAt: on.clock().toISOString(), organizationId: organization.id },
    ...{ branchId: null, aggregateId: newId(), aggregateVersion: 1, actor: { kind: 'STAFF', subject: 'test' } },
    ...{ correlationId: newId(), data: { leadId: 'no id' } },
  };
  const bus = await connectJetStream({ servers: on.natsUrl, logger: quiet });
  await bus.publish([{ ...event, body: JSON.stringify(event) }]);
  await on.graph.settled();
  const { parkedMessages } = await hq.ask('{ parkedMessages { nodes { id } } }');
  await hq.ask(
    'mutation Replay($ids: [ID!]!) { replayParkedMessages(input: { parkedMessageIds: $ids }) { replays { id } } }',
    { ids: parkedMessages.nodes.map(({ id }: { id: string }) => id) },
  );
  await bus.close();
}

const settled = async () => {
  await on.graph.settled();
  for (const service of on.graph.services.values()) await service.idle();
  await on.graph.settled();
};
const tables = () => checksums(on.adminUrl, on.prefix);

test('what services copy from each other’s facts, and every figure, is declared as derived', async () => {
  const copies = Object.keys(await tables()).filter((name) => /_copy$|^insights\./.test(name));
  expect(copies.filter((name) => !derived.includes(name))).toEqual(Object.keys(NOT_DERIVED));
});

test('the stream and every derived table are lost, and are built again from the logs as they were', async () => {
  await settled();
  const before = await tables();
  const empty = (all: Record<string, string>) => derived.filter((name) => all[name]?.startsWith('0 rows'));
  expect(empty(before)).toEqual(Object.keys(EMPTY));

  for (const stream of ['CAMPUSGRAPH', 'CAMPUSGRAPH_PARKED']) await streams.delete(stream);
  for (const name of derived) {
    const [service, table] = name.split('.') as [string, string];
    await on.sql(service, `delete from ${table}`);
  }
  expect(empty(await tables())).toEqual(derived);

  const services = [...on.graph.services.values()].map(({ events }) => events);
  await rebuildAll(services);
  expect(await tables()).toEqual(before);
  const published = await republishAll(services);
  await settled();
  // Everything is delivered anew, and everybody knows it already.
  expect(await tables()).toEqual(before);
  expect(await streams.messages('CAMPUSGRAPH')).toBe(published);

  const { hq } = life.stage.people;
  const { regions } = await hq.ask('{ regions { id } }');
  const input = { regionId: regions[0].id, code: 'BJ03', name: '丰台校区', timeZone: 'Asia/Shanghai' };
  await hq.ask('mutation Open($input: OpenBranchInput!) { openBranch(input: $input) { branch { id } } }', { input });
  await settled();
  const after = await tables();
  for (const name of derived.filter((one) => one.endsWith('.branch_copy'))) expect(after[name]).not.toBe(before[name]);
}, 300_000);
