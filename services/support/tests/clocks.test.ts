import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startSupport } from './harness.ts';
import { AWAIT, clock, openTicket, READ, REPLY, shanghai } from './tickets.ts';

let app: Awaited<ReturnType<typeof startSupport>>;
beforeAll(async () => {
  app = await startSupport();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(shanghai('11:30')));

describe('the clocks', () => {
  test('an update by the customer keeps no promise; the first human reply does, and a note does not', async () => {
    const chain = await app.chain();
    const { id } = await openTicket(app, chain);
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
    const { id } = await openTicket(app, chain);
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
    const { id } = await openTicket(app, chain);
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
    const late = await openTicket(app, chain);
    app.clock.set(shanghai('16:00'));
    await openTicket(app, chain);
    app.clock.set(shanghai('17:01'));
    const list = await app.ask(
      chain.agent,
      '{ late: tickets(filter: { overdue: true }) { nodes { id } } fine: tickets(filter: { overdue: false }) { totalCount } }',
    );
    expect(list.data).toEqual({ late: { nodes: [{ id: late.id }] }, fine: { totalCount: 1 } });
  });
});
