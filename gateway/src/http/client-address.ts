import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';

/** Where a request comes from, as an IP address in its usual form. */
export type ClientAddressOf = (request: IncomingMessage) => string;

/** An address (`10.0.0.7`) or a network (`10.0.0.0/8`). */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/**
 * Whoever connects is the client, unless it is one of our proxies: then it is whom the proxy says it has answered, read from the
 * right end of X-Forwarded-For, since a client may have written what stands on the left. Without proxies the header means nothing.
 */
export function createClientAddress(proxies: readonly string[]): ClientAddressOf {
  const trusted = new BlockList();
  for (const network of proxies) {
    const [address = '', bits] = network.split('/');
    const version = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) trusted.addAddress(address, version);
    else trusted.addSubnet(address, Number(bits), version);
  }
  const isProxy = (address: string) => trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  return ({ socket, headers }) => {
    let address = plain(socket.remoteAddress ?? '');
    if (proxies.length === 0) return address;
    const told = String(headers['x-forwarded-for'] ?? '').split(',');
    for (let next = told.pop(); next !== undefined && isIP(address) && isProxy(address); next = told.pop()) {
      const before = plain(next.trim());
      if (!isIP(before)) break;
      address = before;
    }
    return address;
  };
}

/** An IPv4 client of an IPv6 socket is itself. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
