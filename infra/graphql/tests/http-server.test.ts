import { Agent, request } from 'node:http';
import { Readable } from 'node:stream';
import { createLogger } from '@campusgraph/logging';
import { waitFor } from '@campusgraph/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type HttpServer, type Service, serve } from '../src/index.ts';

/** As http-server.ts has them. */
const IN_FLIGHT = 64;
const WAITING = 64;

let server: HttpServer;
let agent: Agent;
/** What the service has in hand, and answers when it is told to. */
let inHand: number;
let release: () => void;

beforeEach(async () => {
  inHand = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  release = resolve;
  const service = {
    async graphql() {
      inHand += 1;
      await promise;
      return { status: 200, body: '{"data":{}}' };
    },
    http: async () => ({ status: 200, headers: {}, body: Readable.from(['a file']) }),
    ready: () => true,
  } satisfies Partial<Service>;
  const logger = createLogger({ service: 'test', level: 'silent' });
  server = await serve(service as unknown as Service, { port: 0, host: '127.0.0.1', logger });
  agent = new Agent({ keepAlive: true });
});
afterEach(async () => {
  release();
  agent.destroy();
  await server.close();
});

interface Answer {
  status: number | undefined;
  connection: string | undefined;
  body: string;
}

function ask(method: 'GET' | 'POST', path: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  request({ port: server.port, host: '127.0.0.1', path, method, agent }, async (response) => {
    const body = Buffer.concat(await response.toArray()).toString();
    resolve({ status: response.statusCode, connection: response.headers.connection, body });
  })
    .on('error', reject)
    .end();
  return promise;
}

const query = () => ask('POST', '/graphql');

test('more than a service can carry is refused before it is begun; its health is told all the same', async () => {
  const underWay = Array.from({ length: IN_FLIGHT }, query);
  await waitFor(() => inHand === IN_FLIGHT, { what: 'the service to have all that it may' });
  const more = Array.from({ length: WAITING + 1 }, query);
  const refusal = await Promise.race(more);
  expect(refusal.status).toBe(503);
  expect(JSON.parse(refusal.body).errors[0].extensions).toEqual({ code: 'OVERLOADED' });
  expect(inHand).toBe(IN_FLIGHT);
  expect((await ask('GET', '/health/ready')).status).toBe(200);
  release();
  expect((await Promise.all(underWay)).every(({ status }) => status === 200)).toBe(true);
  await Promise.all(more);
  expect((await query()).status).toBe(200);
});

describe('a server that is told to close', () => {
  test('is not ready any more, but answers whoever comes, and asks them not to come again', async () => {
    expect((await ask('GET', '/health/ready')).connection).toBe('keep-alive');
    const closed = server.close(500);
    expect(await ask('GET', '/health/ready')).toMatchObject({ status: 503, connection: 'close' });
    release();
    expect(await query()).toMatchObject({ status: 200, connection: 'close' });
    await closed;
    await expect(query()).rejects.toThrow('ECONNREFUSED');
  });

  test('finishes what is under way, and does not wait for connections that are kept', async () => {
    const underWay = query();
    await waitFor(() => inHand === 1, { what: 'the service to have it in hand' });
    const closed = server.close();
    const isRefused = () =>
      ask('GET', '/health/live').then(
        () => false,
        () => true,
      );
    await waitFor(isRefused, { what: 'new connections to be refused' });
    release();
    expect((await underWay).status).toBe(200);
    await closed;
  });
});
