import { branchOpened, studentRegistered } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { migrationDrift, principals } from '@campusgraph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';
import { startSupport } from './harness.ts';

let app: Awaited<ReturnType<typeof startSupport>>;
beforeAll(async () => {
  app = await startSupport();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(shanghai('11:30')));

/** Monday, 2 March 2026, on the wall clock of the branch. */
const shanghai = (time: string, day = '02') => new Date(`2026-03-${day}T${time}:00+08:00`);

type Chain = Awaited<ReturnType<typeof app.chain>>;

const TICKET = `id number status priority subject openedAt firstResponseAt firstResponseMinutes resolvedAt confirmedAt reopenings nextDueAt
  guardian { id } student { id } branch { id } assignee { id }
  messages { author { kind id } body internal }
  clocks { kind targetMinutes dueAt pausedAt satisfiedAt breached remainingMinutes policyVersion }`;
const OPEN = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { ${TICKET} } } }`;
const REPLY = `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { ticket { ${TICKET} } message { id internal } } }`;
const step = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ticket { ${TICKET} } } }`;
const ASSIGN = step('assignTicket', 'AssignTicketInput');
const AWAIT = step('awaitCustomer', 'AwaitCustomerInput');
const RESOLVE = step('resolveTicket', 'ResolveTicketInput');
const CONFIRM = step('confirmTicket', 'ConfirmTicketInput');
const REOPEN = step('reopenTicket', 'ReopenTicketInput');
const READ = `query ($id: ID!) { ticket(id: $id) { ${TICKET} } }`;

const noShow = { channel: 'APP', type: 'ATTENDANCE', subject: '关于旷课记录', body: '孩子当天到了,只是迟到。' };

async function open(chain: Chain, change: Record<string, unknown> = {}) {
  const answer = await app.ask(chain.guardian, OPEN, { input: { ...noShow, studentId: chain.studentId, ...change } });
  expect(answer.errors).toBeUndefined();
  return answer.data.openTicket.ticket;
}
const codeOf = (answer: Awaited<ReturnType<typeof app.ask>>) => answer.errors?.[0]?.extensions.code;
// biome-ignore lint/suspicious/noExplicitAny: an answer as it came
const clock = (ticket: any, kind: string) => ticket.clocks.find((one: { kind: string }) => one.kind === kind);

describe('a guardian asks about a no-show', () => {
  test('opened at 11:30 with 4 business hours to answer, it is due at 17:00, after lunch', async () => {
    const chain = await app.chain();
    const ticket = await open(chain);
    expect(ticket).toMatchObject({
      number: 'T2026-000001',
      status: 'OPEN',
      guardian: { id: chain.guardianId },
      student: { id: chain.studentId },
      branch: { id: chain.branchId },
      nextDueAt: shanghai('17:00').toISOString(),
    });
    expect(clock(ticket, 'FIRST_RESPONSE')).toMatchObject({
      targetMinutes: 240,
      dueAt: shanghai('17:00').toISOString(),
      remainingMinutes: 240,
      breached: false,
      policyVersion: 1,
    });
  });

  test('is answered, resolved and confirmed, and each step is told to the other services', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    app.clock.set(shanghai('14:00'));
    const answered = await app.ask(chain.agent, REPLY, { input: { ticketId: id, body: '已核实,马上更正。' } });
    expect(answered.data.replyToTicket.ticket).toMatchObject({ status: 'IN_PROGRESS', firstResponseMinutes: 60 });
    app.clock.set(shanghai('15:00'));
    await app.ask(chain.agent, RESOLVE, { input: { ticketId: id, body: '考勤已更正为迟到。' } });
    app.clock.set(shanghai('20:00'));
    const confirmed = await app.ask(chain.guardian, CONFIRM, { input: { ticketId: id } });
    expect(confirmed.data.confirmTicket.ticket).toMatchObject({
      status: 'CONFIRMED',
      confirmedAt: shanghai('20:00').toISOString(),
      nextDueAt: null,
    });
    const events = await app.published(chain.organizationId);
    expect(events.map(({ type }) => type)).toEqual([
      'support.ticket.opened.v1',
      'support.ticket.answered.v1',
      'support.ticket.answered.v1',
      'support.ticket.resolved.v1',
      'support.ticket.confirmed.v1',
    ]);
    expect(events[0]?.data).toMatchObject({ firstResponseDueAt: shanghai('17:00').toISOString() });
    expect(events[1]?.data).toMatchObject({ isFirstResponse: true, firstResponseMinutes: 60 });
    expect(events[2]?.data).toMatchObject({ isFirstResponse: false, firstResponseMinutes: null });
    expect(events[3]?.data).toMatchObject({ resolutionMinutes: 120 });
  });

  test('may confirm an answer before the desk calls it resolved; that resolves it', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    await app.ask(chain.agent, REPLY, { input: { ticketId: id, body: '已更正。' } });
    const { data } = await app.ask(chain.guardian, CONFIRM, { input: { ticketId: id } });
    expect(data.confirmTicket.ticket).toMatchObject({
      status: 'CONFIRMED',
      resolvedAt: shanghai('11:30').toISOString(),
    });
    expect((await app.published(chain.organizationId)).map(({ type }) => type.split('.')[2])).toEqual([
      'opened',
      'answered',
      'resolved',
      'confirmed',
    ]);
  });

  test('reopens it within seven days, and not after', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    await app.ask(chain.agent, RESOLVE, { input: { ticketId: id, body: '已更正。' } });
    app.clock.set(shanghai('09:00', '09'));
    const again = await app.ask(chain.guardian, REOPEN, { input: { ticketId: id, reason: '还是显示旷课。' } });
    expect(again.data.reopenTicket.ticket).toMatchObject({ status: 'IN_PROGRESS', reopenings: 1, resolvedAt: null });
    expect(again.data.reopenTicket.ticket.clocks).toHaveLength(4);
    await app.ask(chain.agent, RESOLVE, { input: { ticketId: id, body: '这次好了。' } });
    app.clock.set(shanghai('09:01', '16'));
    const late = await app.ask(chain.guardian, REOPEN, { input: { ticketId: id, reason: '又来了。' } });
    expect(codeOf(late)).toBe('REOPEN_WINDOW_CLOSED');
  });
});

describe('the clocks', () => {
  test('an update by the customer keeps no promise; the first human reply does, and a note does not', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    app.clock.set(shanghai('14:00'));
    await app.ask(chain.guardian, REPLY, { input: { ticketId: id, body: '有人吗?' } });
    const noted = await app.ask(chain.agent, REPLY, { input: { ticketId: id, body: '先问老师。', internal: true } });
    expect(clock(noted.data.replyToTicket.ticket, 'FIRST_RESPONSE').satisfiedAt).toBeNull();
    app.clock.set(shanghai('17:30'));
    const replied = await app.ask(chain.agent, REPLY, { input: { ticketId: id, body: '抱歉久等。' } });
    expect(clock(replied.data.replyToTicket.ticket, 'FIRST_RESPONSE')).toMatchObject({
      satisfiedAt: shanghai('17:30').toISOString(),
      breached: true,
      remainingMinutes: -30,
    });
  });

  test('while the customer is awaited they stand still, and go on when he writes', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    app.clock.set(shanghai('14:00'));
    const waiting = await app.ask(chain.agent, AWAIT, { input: { ticketId: id, body: '请发一张照片。' } });
    expect(waiting.data.awaitCustomer.ticket).toMatchObject({ status: 'AWAITING_CUSTOMER', nextDueAt: null });
    expect(clock(waiting.data.awaitCustomer.ticket, 'RESOLUTION')).toMatchObject({
      dueAt: null,
      pausedAt: shanghai('14:00').toISOString(),
      remainingMinutes: 1290,
    });
    app.clock.set(shanghai('14:00', '05'));
    const heard = await app.ask(chain.guardian, REPLY, { input: { ticketId: id, body: '照片在这里。' } });
    expect(heard.data.replyToTicket.ticket.status).toBe('IN_PROGRESS');
    expect(clock(heard.data.replyToTicket.ticket, 'RESOLUTION').remainingMinutes).toBe(1290);
    expect(clock(heard.data.replyToTicket.ticket, 'NEXT_RESPONSE')).toMatchObject({
      targetMinutes: 240,
      dueAt: shanghai('18:00', '05').toISOString(),
    });
  });

  test('follow other hours and other targets of the branch at once', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, intervals: [{ opens: '09:00', closes: '12:00' }] }));
    const hours = await app.ask(
      chain.hq,
      `mutation ($input: SetBusinessCalendarInput!) { setBusinessCalendar(input: $input) { clocksRecomputed businessCalendar { calendarVersion timeZone } } }`,
      { input: { branchId: chain.branchId, weekly } },
    );
    expect(hours.data.setBusinessCalendar).toEqual({
      clocksRecomputed: 2,
      businessCalendar: { calendarVersion: 1, timeZone: 'Asia/Shanghai' },
    });
    const read = () => app.ask(chain.agent, READ, { id });
    expect(clock((await read()).data.ticket, 'FIRST_RESPONSE').dueAt).toBe(shanghai('09:30', '04').toISOString());
    const policy = await app.ask(
      principals.staff({ organizationId: chain.organizationId, branchIds: [chain.branchId] }),
      `mutation ($input: SetServicePolicyInput!) { setServicePolicy(input: $input) { clocksRecomputed servicePolicy { policyVersion branch { id } } } }`,
      {
        input: { branchId: chain.branchId, firstResponseMinutes: 30, nextResponseMinutes: 60, resolutionMinutes: 1350 },
      },
    );
    expect(policy.data.setServicePolicy).toEqual({
      clocksRecomputed: 1,
      servicePolicy: { policyVersion: 1, branch: { id: chain.branchId } },
    });
    expect((await read()).data.ticket.nextDueAt).toBe(shanghai('12:00').toISOString());
  });

  test('the overdue list shows what is past due, and nothing else', async () => {
    const chain = await app.chain();
    const late = await open(chain);
    app.clock.set(shanghai('16:00'));
    await open(chain);
    app.clock.set(shanghai('17:01'));
    const list = await app.ask(
      chain.agent,
      '{ late: tickets(filter: { overdue: true }) { nodes { id } } fine: tickets(filter: { overdue: false }) { totalCount } }',
    );
    expect(list.data).toEqual({ late: { nodes: [{ id: late.id }] }, fine: { totalCount: 1 } });
  });
});

describe('what the desk may do', () => {
  test('a ticket is given to somebody of its branch only', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    const given = await app.ask(chain.agent, ASSIGN, { input: { ticketId: id, staffId: chain.staffId } });
    expect(given.data.assignTicket.ticket.assignee).toEqual({ id: chain.staffId });
    expect(codeOf(await app.ask(chain.agent, ASSIGN, { input: { ticketId: id, staffId: newId() } }))).toBe(
      'STAFF_NOT_FOUND',
    );
  });

  test('nothing is resolved before the customer got an answer', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
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
    const tickets = await Promise.all(Array.from({ length: 10 }, () => open(chain)));
    expect(tickets.map(({ number }) => number).toSorted()).toEqual(
      Array.from({ length: 10 }, (_, n) => `T2026-${String(n + 1).padStart(6, '0')}`),
    );
  });

  test('two agents who reply at the same moment are both heard, and one of them was first', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    await Promise.all(['甲', '乙', '丙'].map((body) => app.ask(chain.agent, REPLY, { input: { ticketId: id, body } })));
    const { data } = await app.ask(chain.agent, READ, { id });
    expect(data.ticket.messages).toHaveLength(4);
    const first = (await app.published(chain.organizationId)).filter(({ data: fact }) => fact.isFirstResponse === true);
    expect(first).toHaveLength(1);
  });
});

describe('who sees a ticket', () => {
  test('its family and its branch; not another family, a sibling branch or another chain', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
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
    const { id } = await open(chain);
    const stranger = principals.guardian({ organizationId: chain.organizationId, guardianId: newId() });
    expect(codeOf(await app.ask(stranger, REPLY, { input: { ticketId: id, body: 'x' } }))).toBe('TICKET_NOT_FOUND');
    const forOthers = { ...noShow, guardianId: chain.guardianId };
    expect(codeOf(await app.ask(stranger, OPEN, { input: forOthers }))).toBe('NOT_YOUR_FAMILY');
    const forTheirChild = { ...noShow, studentId: chain.studentId };
    expect(codeOf(await app.ask(stranger, OPEN, { input: forTheirChild }))).toBe('STUDENT_NOT_FOUND');
  });

  test('a note among the staff is not for the guardian, to read or to write', async () => {
    const chain = await app.chain();
    const { id } = await open(chain);
    await app.ask(chain.agent, REPLY, { input: { ticketId: id, body: '家长情绪激动。', internal: true } });
    expect((await app.ask(chain.agent, READ, { id })).data.ticket.messages).toHaveLength(2);
    expect((await app.ask(chain.guardian, READ, { id })).data.ticket.messages).toHaveLength(1);
    const note = await app.ask(chain.guardian, REPLY, { input: { ticketId: id, body: 'x', internal: true } });
    expect(codeOf(note)).toBe('INTERNAL_NOTE_BY_CUSTOMER');
  });

  test('a child and a guardian carry their tickets, page by page, the newest first', async () => {
    const chain = await app.chain();
    const older = await open(chain);
    app.clock.set(shanghai('14:00'));
    const newer = await open(chain);
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
