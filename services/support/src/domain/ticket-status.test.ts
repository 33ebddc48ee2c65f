import { describe, expect, test } from '@jest/globals';
import { checkTargets, choosePolicy, type PolicyScope, shippedTargets } from './service-policy.ts';
import { checkReopenWindow, move, type TicketAction, type TicketStatus } from './ticket-status.ts';

const tryTo = (status: TicketStatus, action: TicketAction): string => {
  try {
    return move({ number: 'T2026-000001', status }, action);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the life of a ticket', () => {
  test('a customer who was awaited and writes brings the ticket back to work', () => {
    expect(tryTo('AWAITING_CUSTOMER', 'customerWrites')).toBe('IN_PROGRESS');
  });

  test('a thank-you under a resolved ticket does not reopen it', () => {
    expect(tryTo('RESOLVED', 'customerWrites')).toBe('RESOLVED');
  });

  test('a ticket that nobody answered cannot be confirmed as solved', () => {
    expect(tryTo('OPEN', 'confirm')).toBe('TICKET_STATUS_REFUSES');
  });

  test('nothing more is written to a confirmed ticket; it is reopened first', () => {
    expect(tryTo('CONFIRMED', 'customerWrites')).toBe('TICKET_STATUS_REFUSES');
    expect(tryTo('CONFIRMED', 'staffReplies')).toBe('TICKET_STATUS_REFUSES');
    expect(tryTo('CONFIRMED', 'reopen')).toBe('IN_PROGRESS');
  });

  test('reopening is possible on the seventh day and refused after it', () => {
    const ticket = { number: 'T2026-000001', resolvedAt: new Date('2026-03-02T10:00:00Z') };
    expect(() => checkReopenWindow(ticket, 7, new Date('2026-03-09T10:00:00Z'))).not.toThrow();
    expect(() => checkReopenWindow(ticket, 7, new Date('2026-03-09T10:00:01Z'))).toThrow(
      /could be reopened for 7 days/,
    );
  });
});

describe('which targets apply', () => {
  const always = { validFrom: new Date('2026-01-01'), validTo: null };
  const general: PolicyScope = { branchId: null, ticketType: null, ...always };
  const complaint: PolicyScope = { branchId: null, ticketType: 'COMPLAINT', ...always };
  const branch: PolicyScope = { branchId: 'b1', ticketType: null, ...always };
  const ask = (policies: PolicyScope[], branchId: string, at = new Date('2026-03-01')) =>
    choosePolicy(policies, { branchId, type: 'COMPLAINT', at });

  test('the type’s own before the general one', () => {
    expect(ask([general, complaint], 'b2')).toBe(complaint);
  });

  test('a branch’s own before the organization’s', () => {
    expect(ask([complaint, branch, general], 'b1')).toBe(branch);
    expect(ask([complaint, branch, general], 'b2')).toBe(complaint);
  });

  test('one that has ended does not apply from that instant on', () => {
    const ended = { ...general, validTo: new Date('2026-03-01') };
    expect(ask([ended], 'b1')).toBeUndefined();
    expect(ask([ended], 'b1', new Date('2026-02-28'))).toBe(ended);
  });

  test('without any of its own, an organization has the shipped ones: a complaint is answered within the hour', () => {
    expect(shippedTargets('COMPLAINT').firstResponseMinutes).toBe(60);
    expect(shippedTargets('QUESTION').firstResponseMinutes).toBe(240);
  });

  test('a target of no minutes, or of half a minute, is refused', () => {
    expect(() => checkTargets({ ...shippedTargets('OTHER'), firstResponseMinutes: 0 })).toThrow(/from 1 to/);
    expect(() => checkTargets({ ...shippedTargets('OTHER'), resolutionMinutes: 0.5 })).toThrow(/resolutionMinutes/);
  });
});
