import { describe, expect, test } from '@jest/globals';
import { SHIPPED_POLICIES } from './policy.ts';
import { afterWorkingDays, checkApprover, checkChannel, isAutomatic, nextStatus } from './refund-request.ts';

const policy = SHIPPED_POLICIES.REFUND.body;
const request = { id: 'r', requestedById: 'clerk', amountFen: 240_000 };
const manager = { subject: 'manager', coversAllBranches: false };

describe('deciding on a refund', () => {
  test('a small one without blame needs nobody, a larger or disputed one does', () => {
    expect(isAutomatic(20_000, false, policy)).toBe(true);
    expect(isAutomatic(20_001, false, policy)).toBe(false);
    expect(isAutomatic(100, true, policy)).toBe(false);
  });

  test('whoever asked may not approve', () => {
    expect(() => checkApprover(request, { ...manager, subject: 'clerk' }, policy)).toThrow(
      expect.objectContaining({ code: 'REQUESTER_MAY_NOT_APPROVE' }),
    );
    expect(() => checkApprover(request, manager, policy)).not.toThrow();
  });

  test('above ¥20,000 headquarters approves', () => {
    const large = { ...request, amountFen: 2_000_001 };
    expect(() => checkApprover(large, manager, policy)).toThrow(
      expect.objectContaining({ code: 'HEADQUARTERS_MUST_APPROVE' }),
    );
    expect(() => checkApprover(large, { ...manager, coversAllBranches: true }, policy)).not.toThrow();
  });

  test('a refund is paid once, after it was approved', () => {
    expect(nextStatus({ id: 'r', status: 'APPROVED' }, 'pay')).toBe('PAID');
    for (const status of ['REQUESTED', 'REJECTED', 'PAID'] as const) {
      expect(() => nextStatus({ id: 'r', status }, 'pay')).toThrow(
        expect.objectContaining({ code: 'REFUND_NOT_POSSIBLE' }),
      );
    }
  });

  test('money goes back the way it came, or offline', () => {
    expect(() => checkChannel('WECHAT_PAY', ['WECHAT_PAY'])).not.toThrow();
    expect(() => checkChannel('CASH', ['WECHAT_PAY'])).not.toThrow();
    expect(() => checkChannel('ALIPAY', ['WECHAT_PAY'])).toThrow(
      expect.objectContaining({ code: 'REFUND_WRONG_CHANNEL' }),
    );
  });

  test('ten working days from a Friday end on the Friday after next', () => {
    expect(afterWorkingDays(new Date('2026-03-06T08:00:00Z'), 10, 'Asia/Shanghai')).toBe('2026-03-20');
  });
});
