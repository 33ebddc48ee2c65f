import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { SERVICES } from '../services.ts';
import type { Ports } from './ports.ts';

/*
 * Services that believe whatever a principal says, looking at neither its signature nor its time: `ports.test.ts` is about that
 * check and nothing else.
 */
const auth = await import('@campusgraph/auth');
jest.unstable_mockModule('@campusgraph/auth', () => ({
  ...auth,
  verifyPrincipal: async (token: string) => ({
    principal: JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).principal,
    expiresAt: new Date(8.64e15),
  }),
}));
const { OPERATIONS, openPorts } = await import('./ports.ts');
const { impostors } = await import('./impostors.ts');

let ports: Ports;
beforeAll(async () => {
  ports = await openPorts(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
});
afterAll(() => ports?.close());

test.each(SERVICES)('without the check of signatures, %s answers impostors', async (service) => {
  const all = await impostors(ports.stage.keys);
  for (const who of ['one that expired a second ago', 'signed with another key of the same id', 'alg none']) {
    const { status, text } = await ports.post(service, all[who] ?? null, OPERATIONS._service);
    expect([who, status, text.includes('type ')]).toEqual([who, 200, true]);
  }
});
