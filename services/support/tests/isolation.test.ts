import { branchOpened, studentRegistered } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { migrationDrift, principals } from '@campusgraph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';
import { startSupport } from './harness.ts';
import { type Chain, codeOf, noShow, OPEN, openTicket, READ, REPLY, shanghai } from './tickets.ts';

let app: Awaited<ReturnType<typeof startSupport>>;
beforeAll(async () => {
  app = await startSupport();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(shanghai('11:30')));

describe('who sees a ticket', () => {
  test('its family and its branch; not another family, a sibling branch or another chain', async () => {
    const chain = await app.chain();
    const { id } = await openTicket(app, chain);
    const { organizationId, branchId } = chain;
    const sees = async (principal: Chain['hq']) => (await app.ask(principal, READ, { id })).data.ticket !== null;
    expect(await sees(chain.guardian)).toBe(true);
    expect(await sees(chain.agent)).toBe(true);
    expect(await sees(chain.hq)).toBe(true);
    expect(await sees(principals.guardian({ organizationId, guardianId: newId(), branchIds: [branchId] }))).toBe(false);
    expect(await sees(principals.staff({ organizationId, branchIds: [newId()] }))).toBe(false);
    expect(await sees(principals.hq({ organizationId: newId() }))).toBe(false);
  });

  test('nobody writes to a ticket that he does not see', async () => {
    const chain = await app.chain();
    const { id } = await openTicket(app, chain);
    const stranger = principals.guardian({ organizationId: chain.organizationId, guardianId: newId() });
    expect(codeOf(await app.ask(stranger, REPLY, { input: { ticketId: id, body: 'x' } }))).toBe('TICKET_NOT_FOUND');
    const forOthers = { ...noShow, guardianId: chain.guardianId };
    expect(codeOf(await app.ask(stranger, OPEN, { input: forOthers }))).toBe('NOT_YOUR_FAMILY');
    const forTheirChild = { ...noShow, studentId: chain.studentId };
    expect(codeOf(await app.ask(stranger, OPEN, { input: forTheirChild }))).toBe('STUDENT_NOT_FOUND');
  });

  test('a note among the staff is not for the guardian, to read or to write', async () => {
    const chain = await app.chain();
    const { id } = await openTicket(app, chain);
    await app.ask(chain.agent, REPLY, { input: { ticketId: id, body: '家长情绪激动。', internal: true } });
    expect((await app.ask(chain.agent, READ, { id })).data.ticket.messages).toHaveLength(2);
    expect((await app.ask(chain.guardian, READ, { id })).data.ticket.messages).toHaveLength(1);
    const note = await app.ask(chain.guardian, REPLY, { input: { ticketId: id, body: 'x', internal: true } });
    expect(codeOf(note)).toBe('INTERNAL_NOTE_BY_CUSTOMER');
  });

  test('a child and a guardian carry their tickets, page by page, the newest first', async () => {
    const chain = await app.chain();
    const older = await openTicket(app, chain);
    app.clock.set(shanghai('14:00'));
    const newer = await openTicket(app, chain);
    const page = `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) {
      ... on Student { tickets(first: 1, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }
      ... on Guardian { tickets { totalCount } } } }`;
    const of = [
      { __typename: 'Student', id: chain.studentId },
      { __typename: 'Guardian', id: chain.guardianId },
    ];
    const first = (await app.ask(chain.hq, page, { of })).data._entities;
    expect(first[0].tickets).toMatchObject({
      totalCount: 2,
      nodes: [{ id: newer.id }],
      pageInfo: { hasNextPage: true },
    });
    expect(first[1].tickets.totalCount).toBe(2);
    const { endCursor } = first[0].tickets.pageInfo;
    const second = (await app.ask(chain.hq, page, { of: [of[0]], after: endCursor })).data._entities;
    expect(second[0].tickets.nodes).toEqual([{ id: older.id }]);
  });

  test('a child that moved to another branch is served there from now on', async () => {
    const chain = await app.chain();
    const { organizationId, studentId, guardianId } = chain;
    const branchId = newId();
    const branch = { branchId, code: 'BJ02', name: '海淀校区', regionId: newId(), timeZone: 'Asia/Shanghai' };
    await app.tell(branchOpened, { organizationId, branchId, aggregateId: branchId }, branch);
    const moved = { organizationId, branchId, aggregateId: studentId };
    await app.tell(studentRegistered, moved, { studentId, guardianId, name: '李小明' });
    const guardian = principals.guardian({ organizationId, guardianId, branchIds: [chain.branchId, branchId] });
    const { data } = await app.ask(guardian, OPEN, { input: { ...noShow, studentId } });
    expect(data.openTicket.ticket.branch.id).toBe(branchId);
  });
});

test('the migrations make exactly the tables that the entities describe', async () => {
  expect(await migrationDrift(schema, app.urls)).toEqual([]);
});
