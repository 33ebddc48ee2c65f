import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { createClientAddress, isNetwork } from './client-address.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) },
  }) as unknown as IncomingMessage;

describe('where a request comes from', () => {
  test('is whoever connects: without a proxy of ours nobody believes what the header says', () => {
    const addressOf = createClientAddress([]);
    expect(addressOf(request('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
    expect(addressOf(request('::ffff:203.0.113.9'))).toBe('203.0.113.9');
  });

  test('is whom our proxies say they answered, and not what the client wrote before', () => {
    const addressOf = createClientAddress(['10.0.0.0/8', '2001:db8::/32']);
    expect(addressOf(request('10.1.2.3', '198.51.100.1'))).toBe('198.51.100.1');
    expect(addressOf(request('10.1.2.3', '1.1.1.1, 198.51.100.1, 10.9.9.9'))).toBe('198.51.100.1');
    expect(addressOf(request('2001:db8::5', '2001:dead::1'))).toBe('2001:dead::1');
    expect(addressOf(request('::ffff:10.1.2.3', ' ::ffff:198.51.100.1 '))).toBe('198.51.100.1');
  });

  test('is whoever connects, if that is no proxy of ours, whatever it sends', () => {
    const addressOf = createClientAddress(['10.0.0.0/8']);
    expect(addressOf(request('203.0.113.9', '198.51.100.1, 10.0.0.1'))).toBe('203.0.113.9');
  });

  test('is the proxy where the header says nothing of use', () => {
    const addressOf = createClientAddress(['10.0.0.7']);
    for (const forwarded of [undefined, '', 'unknown', '198.51.100.1, unknown', '198.51.100.1:8080'])
      expect(addressOf(request('10.0.0.7', forwarded))).toBe('10.0.0.7');
  });

  test('proxies are named by address or network', () => {
    expect(['10.0.0.7', '10.0.0.0/8', '::1', '2001:db8::/32'].filter((text) => !isNetwork(text))).toEqual([]);
    expect(['', 'proxy', '10.0.0.0/33', '10.0.0.0/', '10.0.0/8', '::/129', '10.0.0.0/8/8'].filter(isNetwork)).toEqual(
      [],
    );
  });
});
