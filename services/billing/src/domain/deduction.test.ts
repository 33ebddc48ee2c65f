import { describe, expect, test } from '@jest/globals';
import { type AttendanceFact, allocate, dueHundredths, isWithinArrears } from './deduction.ts';
import { SHIPPED_POLICIES } from './policy.ts';

const policy = SHIPPED_POLICIES.DEDUCTION.body;
const lessonStartsAt = new Date('2026-03-07T02:00:00Z');
const fact = (status: AttendanceFact['status'], more: Partial<AttendanceFact> = {}): AttendanceFact => ({
  status,
  lessonHundredths: 100,
  lessonStartsAt,
  leaveRequestedAt: null,
  ...more,
});

describe('what attendance costs', () => {
  test('whoever came pays for the lesson, late or gone early or not', () => {
    for (const status of ['PRESENT', 'LATE', 'EARLY_LEAVE'] as const)
      expect(dueHundredths(fact(status), policy)).toBe(100);
  });

  test('a no-show is charged unless leave was asked in time', () => {
    expect(dueHundredths(fact('NO_SHOW'), policy)).toBe(100);
    const dayBefore = new Date('2026-03-06T02:00:00Z');
    const tooLate = new Date('2026-03-06T02:00:00.001Z');
    expect(dueHundredths(fact('LEAVE', { leaveRequestedAt: dayBefore }), policy)).toBe(0);
    expect(dueHundredths(fact('LEAVE', { leaveRequestedAt: tooLate }), policy)).toBe(100);
    expect(dueHundredths(fact('LEAVE'), policy)).toBe(100);
  });

  test('a trial and a lesson the school cancelled cost nothing', () => {
    expect(dueHundredths(fact('TRIAL'), policy)).toBe(0);
    expect(dueHundredths(fact('SCHOOL_CANCELLED'), policy)).toBe(0);
  });

  test('a make-up lesson is charged unless the missed one was', () => {
    expect(dueHundredths(fact('MAKE_UP'), policy)).toBe(100);
    expect(dueHundredths(fact('MAKE_UP', { missedLessonCharged: true }), policy)).toBe(0);
  });

  test('a course of one and a half lessons takes one and a half', () => {
    expect(dueHundredths(fact('PRESENT', { lessonHundredths: 150 }), policy)).toBe(150);
    const halfForLateLeave = { ...policy, charges: { ...policy.charges, LEAVE_LATE: 50 } };
    expect(dueHundredths(fact('LEAVE', { lessonHundredths: 150 }), halfForLateLeave)).toBe(75);
  });
});

describe('which lessons are used first', () => {
  const lot = (lotId: string, kind: 'PAID' | 'GIFT', remainingHundredths: number, day: number) => ({
    lotId,
    kind,
    remainingHundredths,
    activatedAt: new Date(Date.UTC(2026, 0, day)),
  });
  const lots = [lot('new-paid', 'PAID', 500, 9), lot('old-gift', 'GIFT', 100, 1), lot('old-paid', 'PAID', 150, 1)];
  const taken = (hundredths: number, order: 'PAID_FIRST' | 'GIFT_FIRST') =>
    allocate(hundredths, lots, order).parts.map((part) => [part.lot.lotId, part.hundredths]);

  test('paid lessons before gifts, and the oldest contract first', () => {
    expect(taken(200, 'PAID_FIRST')).toEqual([
      ['old-paid', 150],
      ['new-paid', 50],
    ]);
    expect(taken(200, 'GIFT_FIRST')).toEqual([
      ['old-gift', 100],
      ['old-paid', 100],
    ]);
  });

  test('what no contract covers becomes arrears, up to the limit', () => {
    expect(allocate(1000, lots, 'PAID_FIRST').uncoveredHundredths).toBe(250);
    expect(isWithinArrears(100, 100, policy)).toBe(true);
    expect(isWithinArrears(200, 100, policy)).toBe(false);
    expect(isWithinArrears(900, 0, policy)).toBe(true);
  });
});
