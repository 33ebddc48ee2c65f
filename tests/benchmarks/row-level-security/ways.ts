import { issueAccessToken, type Principal, signPrincipal } from '@campusgraph/auth';
import { PRINCIPAL_HEADER } from '@campusgraph/graphql';
import { sessionVariables } from '@campusgraph/persistence';
import { type Graph, type Keys, TOKEN_ISSUER } from '@campusgraph/stack';
import type pg from 'pg';
import { timed } from '../support/figures.ts';
import { type Question, underPolicies, withoutPolicies } from './questions.ts';

/** The same question asked in several ways, by the name of the figure in milliseconds. */
export type Ways = Readonly<Record<string, () => Promise<void>>>;

/** As a superuser who names the branches, and as the service's role under the policies. */
export async function sqlWays(
  admin: pg.Client,
  app: pg.Client,
  question: Question,
  principal: Principal,
): Promise<Ways> {
  const raw = withoutPolicies(question, principal.branches);
  const ours = underPolicies(question, principal.branches);
  for (const setting of Object.entries(sessionVariables(principal)))
    await app.query('select set_config($1, $2, false)', setting);
  return {
    async rawMs() {
      await admin.query(raw);
    },
    async policiesMs() {
      await app.query(ours);
    },
  };
}

/** Of attendance's subgraph by a call, and of the gateway over HTTP. */
export async function graphWays(graph: Graph, keys: Keys, question: Question, principal: Principal): Promise<Ways> {
  const now = new Date();
  const attendance = graph.services.get('attendance');
  const signed = { [PRINCIPAL_HEADER]: await signPrincipal(principal, keys.gateway, now) };
  const body = JSON.stringify({ query: question.graphql, variables: question.variables });
  const signing = { key: keys.accessTokens, issuer: TOKEN_ISSUER, lifetimeS: 3_600, now };
  const { accessToken } = await issueAccessToken(principal, signing);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` };
  return {
    async subgraphMs() {
      const answer = await attendance?.graphql({ body, headers: signed });
      checkAnswer(answer?.body ?? '');
    },
    async gatewayMs() {
      const answer = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body });
      checkAnswer(await answer.text());
    },
  };
}

function checkAnswer(body: string): void {
  if (JSON.parse(body).data?.attendanceRecords) return;
  throw new Error(`The question was not answered: ${body.slice(0, 500)}`);
}

/** Milliseconds of each way, all of them in turn, `times` over after two turns to warm up. */
export async function takeTurns(ways: Ways, times: number): Promise<ReadonlyMap<string, number[]>> {
  const taken = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let turn = -2; turn < times; turn += 1) {
    for (const [name, ask] of Object.entries(ways)) {
      const ms = await timed(ask);
      if (turn >= 0) taken.get(name)?.push(ms);
    }
  }
  return taken;
}
