import { issueAccessToken, type Principal, signPrincipal } from '@campusgraph/auth';
import { PRINCIPAL_HEADER } from '@campusgraph/graphql';
import { sessionVariables } from '@campusgraph/persistence';
import { type Graph, type Keys, type ServiceName, TOKEN_ISSUER } from '@campusgraph/stack';
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

/** Of the subgraph that has the answer by a call, and of the gateway over HTTP. */
export async function graphWays(
  graph: Graph,
  keys: Keys,
  question: Question,
  principal: Principal,
  service: ServiceName,
): Promise<Ways> {
  const now = new Date();
  const signed = signedFor(principal, keys);
  const subgraph = graph.services.get(service);
  const body = JSON.stringify({ query: question.graphql, variables: question.variables });
  const signing = { key: keys.accessTokens, issuer: TOKEN_ISSUER, lifetimeS: 3_600, now };
  const { accessToken } = await issueAccessToken(principal, signing);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` };
  return {
    async subgraphMs() {
      const answer = await subgraph?.graphql({ body, headers: { [PRINCIPAL_HEADER]: await signed() } });
      checkAnswer(answer?.body ?? '');
    },
    async gatewayMs() {
      const answer = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body });
      checkAnswer(await answer.text());
    },
  };
}

/** As the gateway does: a signature lasts a minute and is used again for half of that. */
function signedFor(principal: Principal, { gateway }: Keys): () => Promise<string> {
  let last = { token: '', at: 0 };
  return async () => {
    if (Date.now() - last.at > 30_000)
      last = { token: await signPrincipal(principal, gateway, new Date()), at: Date.now() };
    return last.token;
  };
}

function checkAnswer(body: string): void {
  const { data, errors } = JSON.parse(body) as { data?: object | null; errors?: unknown };
  if (data && !errors) return;
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
