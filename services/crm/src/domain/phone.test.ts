import { describe, expect, test } from '@jest/globals';
import { normalizePhone, requirePhone } from './phone.ts';

describe('a phone number', () => {
  test('is the same number however it was typed', () => {
    for (const typed of ['13800000001', '138 0000 0001', '+86 138-0000-0001', '1380000０００１', '0086 13800000001']) {
      expect(normalizePhone(typed)).toBe('+8613800000001');
    }
  });

  test('of another country keeps its code', () => {
    expect(normalizePhone('+91 98200 12345')).toBe('+919820012345');
    expect(normalizePhone('98200 12345', 'IN')).toBe('+919820012345');
  });

  test('that cannot be one is refused by name', () => {
    expect(normalizePhone('12345')).toBeUndefined();
    expect(normalizePhone('wrong number given')).toBeUndefined();
    expect(() => requirePhone('1380000')).toThrow(expect.objectContaining({ code: 'PHONE_INVALID' }));
  });
});
