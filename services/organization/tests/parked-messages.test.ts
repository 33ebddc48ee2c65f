import type { Principal } from '@campusgraph/auth';
import { type EventDefinition, type EventEnvelope, leadConverted } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startOrganization } from './harness.ts';

let organization: Awaited<ReturnType<typeof startOrganization>>;
let organizationId: string;
let hq: Principal;
const branchId = newId();
beforeAll(async () => {
  organization = await startOrganization();
  ({ organizationId } = await organization.found());
  hq = principals.hq({ organizationId });
});
afterAll(() => organization.stop());

const LIST = `query ($status: ParkedMessageStatus, $service: String) { parkedMessages(status: $status, service: $service) {
  totalCount nodes { id service type messageId error tries status replayedAt } } }`;
const REPLAY = `mutation ($ids: [ID!]!) { replayParkedMessages(input: { parkedMessageIds: $ids }) {
  replays { id outcome message parkedMessage { status } } } }`;
const list = async (who: Principal, filter = {}) =>
  (await organization.gateway.ask(organization.service, who, LIST, filter)).data.parkedMessages;
const replay = async (who: Principal, ids: string[]) =>
  (await organization.gateway.ask(organization.service, who, REPLAY, { ids })).data.replayParkedMessages.replays;

/** A fact of another service arrives, and what it leads to. */
async function hear<Data>({ type }: EventDefinition<Data>, data: Data, about: Partial<EventEnvelope>): Promise<string> {
  const event: EventEnvelope<Data> = {
    ...{ id: newId(), type, occurredAt: '2026-03-02T01:00:00.000Z', organizationId, branchId, aggregateId: newId() },
    ...{ aggregateVersion: 1, actor: { kind: 'STAFF', subject: 'test' }, correlationId: newId() },
    ...(about as object),
    data,
  };
  const { id, aggregateId, correlationId } = event;
  await organization.transport.publish([{ id, type, aggregateId, correlationId, body: JSON.stringify(event) }]);
  await organization.service.idle();
  return id;
}

test('a lead that converted nowhere is put aside, seen by headquarters and nobody else, and fails again until its publisher is right', async () => {
  const guardian = {
    guardianId: newId(),
    name: '张敏',
    phone: '+8613800138001',
    email: null,
    locale: 'zh-CN',
  } as const;
  const lead = { leadId: newId(), channel: 'WALK_IN', sourceName: '门店', householdId: newId(), guardian } as const;
  const at = '2026-03-02T01:00:00.000Z';
  const student = { studentId: newId(), name: '张小雨', birthDate: null };
  const messageId = await hear(
    leadConverted,
    { ...lead, student, capturedAt: at, convertedAt: at },
    { branchId: null },
  );
  const { totalCount, nodes } = await list(hq, { status: 'WAITING', service: 'organization' });
  expect(totalCount).toBe(1);
  expect(nodes[0]).toMatchObject({
    type: leadConverted.type,
    messageId,
    tries: 5,
    status: 'WAITING',
    replayedAt: null,
  });
  expect(nodes[0].error).toContain('A lead belongs to a branch.');
  expect(await list(hq, { service: 'billing' })).toMatchObject({ totalCount: 0 });

  const { id } = nodes[0];
  const unknown = newId();
  expect(await replay(hq, [unknown, id, id])).toMatchObject([
    { id: unknown, outcome: 'NOT_FOUND', parkedMessage: null },
    { id, outcome: 'REQUESTED', parkedMessage: { status: 'WAITING' } },
  ]);
  const chinese: Principal = { ...hq, locale: 'zh-CN' };
  expect((await replay(chinese, [unknown]))[0].message).toContain('找不到');
  await organization.service.idle();
  expect((await list(hq)).nodes).toMatchObject([{ id, tries: 6, status: 'WAITING' }]);

  const stranger = principals.hq({ organizationId: newId() });
  expect(await list(stranger)).toMatchObject({ totalCount: 0 });
  expect(await replay(stranger, [id])).toMatchObject([{ outcome: 'NOT_FOUND' }]);
});
