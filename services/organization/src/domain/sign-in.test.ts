import { describe, expect, test } from '@jest/globals';
import { narrowScopes } from './grant.ts';
import { checkPassword } from './password.ts';
import { afterFailure, checkActivation, checkNotLocked } from './sign-in.ts';

const now = new Date('2026-03-02T01:00:00Z');

describe('signing in', () => {
  test('the tenth wrong password locks the account for a quarter of an hour', () => {
    expect(afterFailure(8, now)).toEqual({ failedAttempts: 9, lockedUntil: null });
    const { lockedUntil } = afterFailure(9, now);
    expect(lockedUntil).toEqual(new Date('2026-03-02T01:15:00Z'));
    expect(() => checkNotLocked(lockedUntil, now)).toThrow(expect.objectContaining({ code: 'ACCOUNT_LOCKED' }));
    expect(() => checkNotLocked(lockedUntil, new Date('2026-03-02T01:15:00Z'))).not.toThrow();
  });

  test('an activation code works once and not after it expired', () => {
    const invited = {
      status: 'INVITED',
      activationCodeHash: 'h',
      activationExpiresAt: new Date('2026-03-05T00:00:00Z'),
    };
    expect(() => checkActivation(invited, 'h', now)).not.toThrow();
    for (const refused of [
      { ...invited, status: 'ACTIVE' },
      { ...invited, activationCodeHash: 'other' },
      { ...invited, activationExpiresAt: now },
    ]) {
      expect(() => checkActivation(refused, 'h', now)).toThrow(
        expect.objectContaining({ code: 'WRONG_ACTIVATION_CODE' }),
      );
    }
  });

  test('a password is judged by its length, in characters and not in bytes', () => {
    expect(() => checkPassword('九个汉字作密码嘛')).toThrow(expect.objectContaining({ code: 'PASSWORD_TOO_SHORT' }));
    expect(() => checkPassword('春眠不觉晓处处闻啼鸟')).not.toThrow();
  });

  test('a partner gets what it asks for and was granted, and is told what it was not', () => {
    expect(narrowScopes(['student:read', 'class:read'], undefined)).toEqual(['student:read', 'class:read']);
    expect(narrowScopes(['student:read', 'class:read'], ['class:read'])).toEqual(['class:read']);
    expect(() => narrowScopes(['class:read'], ['class:read', 'ledger:read'])).toThrow(
      expect.objectContaining({ code: 'INVALID_SCOPE', details: { scopes: ['ledger:read'] } }),
    );
  });
});
