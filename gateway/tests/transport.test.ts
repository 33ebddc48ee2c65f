import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ConnectedSubgraphs, connectSubgraphs, type Listening, listen } from '@campusgraph/gateway';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { brief, staff, startTestGateway, type TestGateway } from './harness.ts';

/** academics and crm over HTTP; nothing listens where billing should be. */
let service: Server;
let subgraphs: ConnectedSubgraphs;
let graph: TestGateway;
let server: Listening;

beforeAll(async () => {
  service = createServer(async (request, response) => {
    if (request.url?.startsWith('/uploads/')) {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      for await (const chunk of request) response.write(`{"bytes":${(chunk as Buffer).length}}\n`);
      return void response.end('{"done":true}\n');
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await graph.send('academics', {
      body: Buffer.concat(chunks).toString(),
      headers: request.headers as Record<string, string>,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  subgraphs = connectSubgraphs({ academics: url, crm: url, billing: 'http://127.0.0.1:1' });
  graph = await startTestGateway({ send: subgraphs.send, forwardUpload: subgraphs.forwardUpload });
  server = await listen(graph.gateway, { port: 0 });
});
afterAll(async () => {
  await server.close();
  await graph.stop();
  await subgraphs.close();
  await new Promise((resolve) => service.close(resolve));
});

test('subgraphs are asked over HTTP; one that refuses connections leaves the rest intact', async () => {
  const { data, errors } = await graph.ask(['student:read', 'account:read'], '{ student(id: "s1") { name balance } }');
  expect(data).toEqual({ student: { name: '王小明', balance: null } });
  expect(errors.map(brief)).toEqual([['SUBGRAPH_UNAVAILABLE', 'student.balance']]);
});

test('a subgraph that was never configured is reported like one that is down', async () => {
  const { errors } = await graph.ask(null, '{ version }');
  expect(errors.map(brief)).toEqual([['SUBGRAPH_UNAVAILABLE', 'version']]);
});

test('an upload and its answer are streamed through, both ways', async () => {
  const { accessToken } = await graph.token(staff(['lead:import']));
  const response = await fetch(`http://127.0.0.1:${server.port}/uploads/leads/1`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${accessToken}` },
    body: new Blob(['x'.repeat(500_000)]),
  });
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { bytes?: number; done?: boolean });
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  expect(lines.at(-1)).toEqual({ done: true });
  expect(lines.reduce((sum, { bytes = 0 }) => sum + bytes, 0)).toBe(500_000);
});
