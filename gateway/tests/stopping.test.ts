import { listen, type SendToSubgraph } from '@campusgraph/gateway';
import { expect, test } from '@jest/globals';
import { startTestGateway } from './harness.ts';

test('a request under way is finished before the gateway is gone, and its connection is not kept', async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Awaited<ReturnType<SendToSubgraph>>>();
  const send: SendToSubgraph = () => {
    asked.resolve();
    return answer.promise;
  };
  const graph = await startTestGateway({ send });
  const server = await listen(graph.gateway, { port: 0 });
  const url = `http://127.0.0.1:${server.port}/graphql`;
  const response = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ version }"}',
  });
  await asked.promise;
  const closed = server.close();
  answer.resolve({ status: 200, body: '{"data":{"version":"2"}}' });
  expect(await (await response).json()).toMatchObject({ data: { version: '2' } });
  await closed;
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  await graph.stop();
});

test('a taken port is an error, not a crash', async () => {
  const first = await listen({ handle: async () => {} }, { port: 0 });
  await expect(listen({ handle: async () => {} }, { port: first.port })).rejects.toThrow('EADDRINUSE');
  await first.close();
});
