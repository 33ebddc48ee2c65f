import { readFileSync } from 'node:fs';
import { signPrincipal } from '@campusgraph/auth';
import { PRINCIPAL_HEADER } from '@campusgraph/graphql';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildASTSchema, buildSchema, isObjectType, parse } from 'graphql';
import { SERVICES } from '../services.ts';
import { isCounted, isRecord } from './attackers.ts';
import { isKnown } from './known-ids.ts';
import { entitiesOf, mutationsOf, type Operation, queriesOf } from './operations.ts';
import { changes } from './rows.ts';
import type { Answer, Send } from './school.ts';
import { leaks, referencesInto, type Secrets } from './secrets.ts';
import { type AttackStage, openAttackStage, WHO } from './stage.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const graph = buildSchema(read('gateway/supergraph.graphql'), { assumeValid: true });
const covered = new Set<string>();
const queries = queriesOf(graph, covered);
const mutations = mutationsOf(graph, covered);
const entities = SERVICES.map((service) => {
  const sdl = parse(read(`services/${service}/schema.graphql`));
  return { service, operations: entitiesOf(buildASTSchema(sdl, { assumeValid: true, assumeValidSDL: true })) };
});

let on: AttackStage;
beforeAll(async () => {
  on = await openAttackStage(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
});
afterAll(() => on?.stage.close());

/** What of an answer is a leak; errors may repeat what they were sent. */
const told = ({ data, errors }: Answer, secrets: Secrets, sent: object): string[] => [
  ...leaks(data, secrets),
  ...leaks(errors, secrets, JSON.stringify(sent)),
];

/** Refused before any service was asked: then it proved nothing. */
const NOT_SENT = /QUERY_TOO|TOO_MANY|GRAPHQL_|BAD_USER_INPUT|UNAUTHENTICATED|PAYLOAD/;
const unproven = ({ errors }: Answer): string[] =>
  (errors ?? [])
    .map(({ extensions, message }) => `${extensions?.code} ${message}`)
    .filter((line) => NOT_SENT.test(line));

/** The whole of it, or less below it where that is more than the asker may ask for. */
async function withinCost(send: Send, { query, lighter = query }: Operation, sent: object): Promise<Answer> {
  const whole = await send(query, sent);
  const isCostly = unproven(whole).some((line) => line.startsWith('QUERY_TOO_COSTLY'));
  return isCostly ? send(lighter, sent) : whole;
}

async function inTurn<Item>(items: readonly Item[], each: (item: Item) => Promise<string[]>): Promise<string[]> {
  const lines: string[] = [];
  for (const item of items) lines.push(...(await each(item)));
  return lines;
}

describe('the attack leaves nothing out', () => {
  test('every id that an operation takes is known', () => {
    const ids = [...queries, ...mutations, ...entities.flatMap(({ operations }) => operations)].flatMap(
      (one) => one.ids,
    );
    expect(ids.length).toBeGreaterThan(200);
    expect(ids.filter((id) => !isKnown(id)).map((id) => `${id}: add it to known-ids.ts`)).toEqual([]);
  });

  test('every field of every type is asked for', () => {
    const fields = Object.values(graph.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith('__') && !name.startsWith('join__'))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect(fields.length).toBeGreaterThan(500);
    expect(fields.filter((field) => !covered.has(field))).toEqual([]);
  });

  test('the school’s own headquarters is told everything that the attackers ask for', async () => {
    const { secrets } = on.attackers[WHO[0]];
    const failed = await inTurn(queries, async (asked) => {
      const { name, variables } = asked;
      const answer = await withinCost(on.headquarters, asked, variables(on.victim));
      const [root] = Object.values(answer.data ?? {}) as (null | { nodes?: unknown[] })[];
      // A filter may find nothing of the newest row (nobody owns that lead yet); a list without one may not be empty.
      const isEmpty = root?.nodes?.length === 0 && !name.includes('(');
      if (answer.errors || !root || isEmpty) return [`${name}: ${JSON.stringify(answer).slice(0, 200)}`];
      return [];
    });
    expect(failed).toEqual([]);
    const student = queries.find(({ name }) => name === 'student') as Operation;
    const answer = await on.headquarters(student.query, student.variables(on.victim));
    expect(leaks(answer.data, secrets)).toEqual(
      expect.arrayContaining(['红杉孩子', '红杉家长', '+8613810000001', '12300']),
    );
  });
});

describe.each(WHO)('%s', (who) => {
  test('is told nothing by any query', async () => {
    const { send, secrets } = on.attackers[who];
    expect(secrets.ids.size).toBeGreaterThan(100);
    const failed = await inTurn(queries, async (asked) => {
      const { name, variables } = asked;
      const sent = variables(on.victim);
      const answer = await withinCost(send, asked, sent);
      return [...told(answer, secrets, sent), ...unproven(answer)].map((line) => `${name}: ${line}`);
    });
    expect(failed).toEqual([]);
  });

  test('is told nothing by the entities of any subgraph', async () => {
    const { attacker, secrets } = on.attackers[who];
    const principal = await signPrincipal(attacker.principal, on.stage.keys.gateway, on.stage.clock());
    const failed = await inTurn(entities, async ({ service, operations }) =>
      inTurn(operations, async ({ name, query, variables }) => {
        const sent = variables(on.victim);
        const body = JSON.stringify({ query, variables: sent });
        const response = await on.stage.graph.services
          .get(service)
          ?.graphql({ body, headers: { [PRINCIPAL_HEADER]: principal } });
        const answer = JSON.parse(response?.body ?? '{}') as Answer;
        // A reference comes back as it was given, with nothing behind it.
        const lines = [...leaks(answer, secrets, JSON.stringify(sent)), ...unproven(answer)];
        return (answer.data ? lines : [...lines, JSON.stringify(answer)]).map((line) => `${service} ${name}: ${line}`);
      }),
    );
    expect(failed).toEqual([]);
  });

  test('changes nothing by any mutation, with all ids of the school or one of them among the own', async () => {
    const { attacker, own, send, secrets } = on.attackers[who];
    const before = await on.rows();
    const failed = await inTurn(mutations, async ({ name, query, ids, variables }) => {
      const ways = [
        on.victim,
        ...(ids.length > 1 ? ids.map((one) => (id: string) => (id === one ? on.victim : own)(id)) : []),
      ];
      return inTurn(ways, async (idOf) => {
        const sent = variables(idOf);
        const answer = await send(query, sent);
        return [...leaks(answer, secrets, JSON.stringify(sent)), ...unproven(answer)].map((line) => `${name}: ${line}`);
      });
    });
    await on.stage.graph.settled();
    const { gone, come } = changes(before, await on.rows());
    const own_ = (row: (typeof come)[number]) => attacker.owns(row) || isRecord(attacker, row);
    const line = ({ table, text }: (typeof come)[number]) => `${table} ${text}`;
    expect(failed).toEqual([]);
    expect(gone.filter((row) => !own_(row) && !isCounted(attacker, row, come)).map(line)).toEqual([]);
    const mayCome = (row: (typeof come)[number]) =>
      own_(row) || (attacker.addsToShared && attacker.shares(row)) || isCounted(attacker, row, gone);
    expect(come.filter((row) => !mayCome(row)).map(line)).toEqual([]);
    const references = referencesInto(
      secrets,
      come.filter((row) => !isRecord(attacker, row)),
    );
    expect(references).toEqual([]);
  });
});
