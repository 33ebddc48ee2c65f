import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callSubgraphs, createGateway, type Gateway, type GraphRequest } from '@campusgraph/gateway';
import { createLogger } from '@campusgraph/logging';
import { CHECKOUT, TOKEN_ISSUER } from '@campusgraph/stack';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AttackedGraph, openAttackedGraph } from '../tokens/attacked-graph.ts';
import type { Sender } from './hostile-query.ts';
import { HOSTILE_QUERIES } from './index.ts';
import { headersOfSenders } from './senders.ts';

let graph: AttackedGraph;
let headers: Record<Sender, Record<string, string>>;
beforeAll(async () => {
  graph = await openAttackedGraph();
  headers = await headersOfSenders(graph);
});
afterAll(() => graph?.close());

test('there are at least 40 of them, each with a name of its own', () => {
  expect(HOSTILE_QUERIES.length).toBeGreaterThanOrEqual(40);
  expect(new Set(HOSTILE_QUERIES.map(({ what }) => what)).size).toBe(HOSTILE_QUERIES.length);
});

test.each(HOSTILE_QUERIES)('$what: $code, before any service is asked', async ({ request, as, status, code }) => {
  graph.calls.length = 0;
  const answer = await graph.send({ ...request, headers: { ...headers[as], ...request.headers } });
  expect([answer.status, answer.errors.map(({ extensions }) => extensions.code)]).toEqual([
    status,
    expect.arrayContaining([code]),
  ]);
  expect(answer.data).toBeUndefined();
  expect(graph.calls).toEqual([]);
  for (const { message, extensions } of answer.errors) {
    expect(message).not.toMatch(/Did you mean|node_modules|\bat \/|Something went wrong/);
    expect(Object.keys(extensions)).not.toEqual(expect.arrayContaining(['stacktrace', 'exception', 'http']));
    expect(message.length).toBeLessThan(20_000);
  }
});

describe('what looks hostile and is not', () => {
  test.each([
    [
      'names that objects have by themselves',
      '{ constructor: me { toString: kind hasOwnProperty: locale } }',
      { constructor: { toString: 'STAFF', hasOwnProperty: 'en' } },
    ],
    ['the type of the root', '{ __typename }', { __typename: 'Query' }],
    ['the schema for staff', '{ __schema { queryType { name } } }', { __schema: { queryType: { name: 'Query' } } }],
    [
      'ten levels',
      '{ students { nodes { classGroups { course { id } teacher { id } room { branch { region { branches { region { id } } } } } } } } }',
      { students: { nodes: [] } },
    ],
    [
      'a page of a hundred with their names',
      '{ students(first: 100) { nodes { name guardian { name } } } }',
      { students: { nodes: [] } },
    ],
  ])('%s', async (_what, query, data) => {
    const answer = await graph.send({ headers: headers.HQ, body: { query } });
    expect([answer.errors, answer.data]).toEqual([[], data]);
    expect(answer.extensions).toEqual({ cost: expect.any(Number), limitOfCost: 50_000 });
  });

  test('the same page costs the same for everyone, and only some may have it', async () => {
    const query = '{ students(first: 100) { nodes { attendance(first: 50) { nodes { id } } } } }';
    const told = async (as: Sender) => {
      const { extensions, errors } = await graph.send({ headers: headers[as], body: { query } });
      return [extensions, errors.map((error) => error.extensions.code)];
    };
    const cost = 1 + 100 * (1 + 1 + 50 * 2);
    expect(await told('HQ')).toEqual([{ cost, limitOfCost: 50_000 }, []]);
    expect(await told('PARTNER')).toEqual([{ cost, limitOfCost: 20_000 }, []]);
    expect(await told('GUARDIAN')).toEqual([{ cost, limitOfCost: 10_000 }, ['QUERY_TOO_COSTLY']]);
    expect(await told('ANONYMOUS')).toEqual([{ cost, limitOfCost: 500 }, ['QUERY_TOO_COSTLY']]);
  });
});

/** The same services behind a gateway whose limits are off: it is the limits that refuse it elsewhere, and nothing else. */
describe('without the limits', () => {
  const OFF = Number.POSITIVE_INFINITY;
  const LIMITED = ['QUERY_TOO_DEEP', 'QUERY_TOO_COSTLY', 'TOO_MANY_ALIASES', 'TOO_MANY_DIRECTIVES'];
  /** Signed in: before that, there is nothing to be asked of a service. */
  const refusedByLimits = HOSTILE_QUERIES.filter(({ code, as }) => LIMITED.includes(code) && as !== 'ANONYMOUS');

  let gateway: Gateway;
  beforeAll(async () => {
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
  afterAll(() => gateway?.stop());

  test.each(refusedByLimits)('$what is executed', async ({ what, request, as }) => {
    graph.calls.length = 0;
    const { body } = await gateway.execute(request.body as GraphRequest, headers[as]);
    expect(body.errors?.map(({ extensions }) => extensions.code) ?? []).not.toEqual(expect.arrayContaining(LIMITED));
    expect(body.data).toBeDefined();
    // What asks for nothing but the name of the root's type is answered by the gateway itself.
    if (!/beside|not the one to run|directives on/.test(what)) expect(graph.calls).not.toEqual([]);
  });
});
