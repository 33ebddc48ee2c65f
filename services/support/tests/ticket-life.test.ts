import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startSupport } from './harness.ts';
import { CONFIRM, clock, codeOf, openTicket, REOPEN, REPLY, RESOLVE, shanghai } from './tickets.ts';

let app: Awaited<ReturnType<typeof startSupport>>;
beforeAll(async () => {
  app = await startSupport();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(shanghai('11:30')));

describe('a guardian asks about a no-show', () => {
  test('opened at 11:30 with 4 business hours to answer, it is due at 17:00, after lunch', async () => {
    const chain = await app.chain();
    const ticket = await openTicket(app, chain);
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
    const { id } = await openTicket(app, chain);
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
    const { id } = await openTicket(app, chain);
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
    const { id } = await openTicket(app, chain);
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
