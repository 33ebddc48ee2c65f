import { describe, expect, test } from '@jest/globals';
import { dedupeKey, isSameLead } from './duplicates.ts';

const lead = (phone: string | null, childName: string | null) => ({ phone, childName });

describe('the same lead twice', () => {
  test('has the same phone and the same child, however the name is written', () => {
    expect(isSameLead(lead('+8613800000001', 'Li Lei'), lead('+8613800000001', 'ＬＩ  lei'))).toBe(true);
    expect(dedupeKey(lead('+8613800000001', 'Li Lei'))).toBe(dedupeKey(lead('+8613800000001', 'li lei ')));
  });

  test('is assumed where one of them does not name the child', () => {
    expect(isSameLead(lead('+8613800000001', null), lead('+8613800000001', '李雷'))).toBe(true);
  });

  test('is not assumed for a brother or sister, nor for another phone, nor without a phone', () => {
    expect(isSameLead(lead('+8613800000001', '李雷'), lead('+8613800000001', '李梅'))).toBe(false);
    expect(isSameLead(lead('+8613800000001', '李雷'), lead('+8613800000002', '李雷'))).toBe(false);
    expect(isSameLead(lead(null, '李雷'), lead(null, '李雷'))).toBe(false);
    expect(dedupeKey(lead(null, '李雷'))).toBeNull();
  });
});
