import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startSupport } from './harness.ts';
import { ASSIGN, CONFIRM, clock, codeOf, noShow, OPEN, openTicket, READ, REPLY, RESOLVE, shanghai } from './tickets.ts';

let app: Awaited<ReturnType<typeof startSupport>>;
beforeAll(async () => {
  app = await startSupport();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(shanghai('11:30')));

describe('what the desk may do', () => {
  test('a ticket is given to somebody of its branch only', async () => {
    const chain = await app.chain();
    const { id } = await openTicket(app, chain);
    const given = await app.ask(chain.agent, ASSIGN, { input: { ticketId: id, staffId: chain.staffId } });
    expect(given.data.assignTicket.ticket.assignee).toEqual({ id: chain.staffId });
    expect(codeOf(await app.ask(chain.agent, ASSIGN, { input: { ticketId: id, staffId: newId() } }))).toBe(
      'STAFF_NOT_FOUND',
    );
  });

  test('nothing is resolved before the customer got an answer', async () => {
    const chain = await app.chain();
    const { id } = await openTicket(app, chain);
    expect(codeOf(await app.ask(chain.agent, RESOLVE, { input: { ticketId: id } }))).toBe('TICKET_NOT_ANSWERED');
    expect(codeOf(await app.ask(chain.guardian, CONFIRM, { input: { ticketId: id } }))).toBe('TICKET_STATUS_REFUSES');
  });

  test('the counter opens a ticket for a customer, by the child', async () => {
    const chain = await app.chain();
    const { data } = await app.ask(chain.agent, OPEN, {
      input: { ...noShow, channel: 'COUNTER', type: 'COMPLAINT', studentId: chain.studentId },
    });
    expect(data.openTicket.ticket).toMatchObject({ guardian: { id: chain.guardianId }, priority: 'HIGH' });
    expect(clock(data.openTicket.ticket, 'FIRST_RESPONSE').targetMinutes).toBe(60);
  });

  test('a ticket of nobody, of an unknown child or without a word is refused', async () => {
    const chain = await app.chain();
    const refused = async (input: Record<string, unknown>) =>
      codeOf(await app.ask(chain.agent, OPEN, { input: { ...noShow, ...input } }));
    expect(await refused({})).toBe('GUARDIAN_REQUIRED');
    expect(await refused({ studentId: newId() })).toBe('STUDENT_NOT_FOUND');
    expect(await refused({ guardianId: newId() })).toBe('GUARDIAN_NOT_FOUND');
    expect(await refused({ studentId: chain.studentId, guardianId: newId() })).toBe('WRONG_GUARDIAN');
    expect(await refused({ studentId: chain.studentId, body: '   ' })).toBe('EMPTY_TEXT');
  });

  test('targets for every branch are set by those who have every branch', async () => {
    const chain = await app.chain();
    const set = `mutation ($input: SetServicePolicyInput!) { setServicePolicy(input: $input) { servicePolicy { policyVersion ticketType } } }`;
    const input = {
      ticketType: 'COMPLAINT',
      firstResponseMinutes: 30,
      nextResponseMinutes: 60,
      resolutionMinutes: 600,
    };
    const manager = principals.staff({ organizationId: chain.organizationId, branchIds: [chain.branchId] });
    expect(codeOf(await app.ask(manager, set, { input }))).toBe('ORGANIZATION_WIDE_POLICY');
    expect((await app.ask(chain.hq, set, { input })).data.setServicePolicy.servicePolicy).toEqual({
      policyVersion: 2,
      ticketType: 'COMPLAINT',
    });
    const inForce = await app.ask(chain.hq, '{ servicePolicies { nodes { ticketType policyVersion } } }');
    expect(inForce.data.servicePolicies.nodes).toHaveLength(2);
    expect(inForce.data.servicePolicies.nodes).toContainEqual({ ticketType: 'COMPLAINT', policyVersion: 2 });
  });

  test('ten tickets opened at the same moment get ten numbers in a row', async () => {
    const chain = await app.chain();
    const tickets = await Promise.all(Array.from({ length: 10 }, () => openTicket(app, chain)));
    expect(tickets.map(({ number }) => number).toSorted()).toEqual(
      Array.from({ length: 10 }, (_, n) => `T2026-${String(n + 1).padStart(6, '0')}`),
    );
  });

  test('two agents who reply at the same moment are both heard, and one of them was first', async () => {
    const chain = await app.chain();
    const { id } = await openTicket(app, chain);
    await Promise.all(['甲', '乙', '丙'].map((body) => app.ask(chain.agent, REPLY, { input: { ticketId: id, body } })));
    const { data } = await app.ask(chain.agent, READ, { id });
    expect(data.ticket.messages).toHaveLength(4);
    const first = (await app.published(chain.organizationId)).filter(({ data: fact }) => fact.isFirstResponse === true);
    expect(first).toHaveLength(1);
  });
});
