import { describe, expect, test } from '@jest/globals';
import { callbackDays, callbackDueAt, complete } from './callback.ts';

const open = { id: 'task', status: 'OPEN' } as const;

test('a new customer is called within the first week', () => {
  expect(callbackDueAt(new Date('2026-03-02T02:00:00Z'), 7)).toEqual(new Date('2026-03-09T02:00:00Z'));
});

test.each([0, -1, 1.5, 731, Number.NaN])('a plan that is due after %p days is refused', (days) => {
  expect(() => callbackDays(days)).toThrow(expect.objectContaining({ code: 'INVALID_CALLBACK_DAYS' }));
});

describe('closing a callback', () => {
  test('keeps the outcome and the score', () => {
    expect(complete(open, { outcome: 'SATISFIED', nps: 9 })).toEqual({ outcome: 'SATISFIED', nps: 9 });
  });

  test('needs no score', () => {
    expect(complete(open, { outcome: 'CONCERN', nps: null })).toEqual({ outcome: 'CONCERN', nps: null });
  });

  test('a score of 11 is refused', () => {
    expect(() => complete(open, { outcome: 'SATISFIED', nps: 11 })).toThrow(
      expect.objectContaining({ code: 'SCORE_OUT_OF_SCALE' }),
    );
  });

  test('somebody who was not reached cannot have given a score', () => {
    expect(() => complete(open, { outcome: 'UNREACHABLE', nps: 9 })).toThrow(
      expect.objectContaining({ code: 'NPS_WITHOUT_CONVERSATION' }),
    );
  });

  test('happens once', () => {
    const completedAt = new Date('2026-03-05T06:00:00Z');
    const closed = { id: 'task', status: 'COMPLETED', outcome: 'SATISFIED', completedAt } as const;
    expect(() => complete(closed, { outcome: 'PROBLEM', nps: null })).toThrow(
      expect.objectContaining({
        code: 'CALLBACK_ALREADY_COMPLETED',
        details: expect.objectContaining({ outcome: 'SATISFIED' }),
      }),
    );
  });
});
