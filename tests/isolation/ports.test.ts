import { signPrincipal } from '@campusgraph/auth';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SERVICES } from '../services.ts';
import { anybody, impostors, NOW } from './impostors.ts';
import { OPERATIONS, openPorts, type Ports } from './ports.ts';

let ports: Ports;
beforeAll(async () => {
  ports = await openPorts(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
});
afterAll(() => ports?.close());

describe.each(SERVICES)('the port of %s', (service) => {
  test('answers what the gateway signed', async () => {
    const principal = await signPrincipal(anybody, ports.stage.keys.gateway, new Date(NOW));
    const { status, body } = await ports.post(service, principal, OPERATIONS._service);
    expect(status).toBe(200);
    expect(JSON.stringify(body.data)).toContain('type ');
  });

  test('refuses everything else, _service and _entities too, and tells nothing', async () => {
    const wrong: string[] = [];
    for (const [what, principal] of Object.entries(await impostors(ports.stage.keys))) {
      for (const [operation, query] of Object.entries(OPERATIONS)) {
        const { status, text, body } = await ports.post(service, principal, query);
        const [error] = body.errors ?? [];
        const isRefused = status === 401 && error?.extensions.code === 'UNAUTHENTICATED' && !('data' in body);
        if (!isRefused || text.includes('type ')) wrong.push(`${what}, ${operation}: ${status} ${text.slice(0, 120)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('forgets that it knew a principal when the minute is over', async () => {
    const principal = await signPrincipal(anybody, ports.stage.keys.gateway, new Date(NOW));
    expect((await ports.post(service, principal, OPERATIONS.__typename)).status).toBe(200);
    ports.stage.clock.set(new Date(Date.parse(NOW) + 61_000));
    try {
      expect((await ports.post(service, principal, OPERATIONS.__typename)).status).toBe(401);
    } finally {
      ports.stage.clock.set(NOW);
    }
  });
});
