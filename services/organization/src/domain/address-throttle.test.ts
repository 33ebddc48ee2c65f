import { expect, test } from '@jest/globals';
import { networkOf } from './address-throttle.ts';

test('an IPv4 address counts by itself, IPv6 addresses that one subscriber can choose from count together', () => {
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:0db8:0001:0002::1')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('fe80::1')).toBe('fe80:0:0:0::/64');
});

test('who does not say where it is counts with all who do not', () => {
  expect(networkOf('')).toBe('');
});
