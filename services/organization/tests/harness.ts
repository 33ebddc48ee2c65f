import { Readable } from 'node:stream';
import { generateSigningKey, servicePrincipal } from '@campusgraph/auth';
import { createEmbeddedTransport } from '@campusgraph/events';
import type { HttpResponse, Service } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { createTestDatabase, createTestGateway, testClock } from '@campusgraph/testing';
import { schema } from '../src/persistence/schema.ts';
import { createService } from '../src/service.ts';

export const PASSWORD = 'correct horse battery';

/** The organization service over a database of its own. */
export async function startOrganization() {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const key = await generateSigningKey('test-1');
  const logger = createLogger({ service: 'organization', level: 'silent' });
  const service = await createService({
    database: database.urls,
    transport,
    gatewayJwks: gateway.jwks,
    clock,
    logger,
    tokens: { keys: [key], issuer: 'https://test.example' },
  });
  await service.start();
  return {
    service,
    clock,
    gateway,
    transport,
    key,
    urls: database.urls,
    /** A new tenant with one HQ person; `login` is that person's. */
    async found(login: string = newId()) {
      const organizationId = newId();
      const headers = await gateway.headers(servicePrincipal('operator', organizationId));
      const response = await http(service, 'POST', '/internal/organizations', headers, {
        name: '晨光教育',
        timeZone: 'Asia/Shanghai',
        locale: 'zh-CN',
        founder: { name: '王校长', login, password: PASSWORD },
      });
      const { founderId } = JSON.parse(String(response.body)) as { founderId: string };
      return { organizationId, founderId, login, status: response.status };
    },
    async stop() {
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}

/** One plain HTTP request by a call, JSON or form-encoded. */
export const http = (
  service: Service,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: object | URLSearchParams = {},
): Promise<HttpResponse> => {
  const form = body instanceof URLSearchParams;
  return service.http({
    method,
    path,
    query: new URLSearchParams(),
    headers: { ...headers, 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: Readable.from([form ? body.toString() : JSON.stringify(body)]),
  });
};
