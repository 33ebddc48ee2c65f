import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callSubgraphs, createGateway, type Gateway, type GraphRequest } from '@campusgraph/gateway';
import { createLogger } from '@campusgraph/logging';
import { CHECKOUT, TOKEN_ISSUER } from '@campusgraph/stack';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AttackedGraph, openAttackedGraph } from '../tokens/attacked-graph.ts';
import type { Sender } from './hostile-query.ts';
import { HOSTILE_QUERIES } from './index.ts';
import { headersOfSenders } from './senders.ts';

/*
 * The same services behind a gateway whose limits are off: what is refused elsewhere is executed here, so that it is the limits
 * that refuse it and nothing else.
 */

const OFF = Number.POSITIVE_INFINITY;
const LIMITED = ['QUERY_TOO_DEEP', 'QUERY_TOO_COSTLY', 'TOO_MANY_ALIASES', 'TOO_MANY_DIRECTIVES'];

let graph: AttackedGraph;
let gateway: Gateway;
let headers: Record<Sender, Record<string, string>>;
beforeAll(async () => {
  graph = await openAttackedGraph();
  headers = await headersOfSenders(graph);
  const { keys, clock, graph: stage } = graph.stage;
  gateway = await createGateway({
    ...callSubgraphs([...stage.services.values()]),
    supergraphSdl: await readFile(join(CHECKOUT, 'gateway/supergraph.graphql'), 'utf8'),
    signingKey: keys.gateway,
    issuer: TOKEN_ISSUER,
    clock,
    logger: createLogger({ service: 'gateway', level: 'fatal' }),
    limits: {
      ...{ depth: OFF, aliases: OFF, directives: OFF, tokens: OFF, selections: OFF },
      cost: { STAFF: OFF, PARTNER: OFF, GUARDIAN: OFF, STUDENT: OFF, ANONYMOUS: OFF },
    },
  });
});
afterAll(async () => {
  await gateway?.stop();
  await graph?.close();
});

/** Signed in: before that, there is nothing to be asked of a service. */
const refusedByLimits = HOSTILE_QUERIES.filter(({ code, as }) => LIMITED.includes(code) && as !== 'ANONYMOUS');

test.each(refusedByLimits)('$what is executed', async ({ what, request, as }) => {
  graph.calls.length = 0;
  const { body } = await gateway.execute(request.body as GraphRequest, headers[as]);
  expect(body.errors?.map(({ extensions }) => extensions.code) ?? []).not.toEqual(expect.arrayContaining(LIMITED));
  expect(body.data).toBeDefined();
  // What asks for nothing but the name of the root's type is answered by the gateway itself.
  if (!/beside|not the one to run|directives on/.test(what)) expect(graph.calls).not.toEqual([]);
});
