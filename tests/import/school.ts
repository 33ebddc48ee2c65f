import { randomBytes } from 'node:crypto';
import { openOwnStage } from '@campusgraph/stack';

export const adminUrl = process.env.TEST_POSTGRES_ADMIN_URL ?? '';

/** A graph with one chain of two branches, BJ01 and BJ02, as its headquarters sees it. */
export interface School {
  url: string;
  /** Headquarters' access token. */
  token: string;
  /** Before the name of each service's database. */
  prefix: string;
  ask: Ask;
  settled(): Promise<void>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of the answer is the shape of the query
export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<any>;

const PASSWORD = 'a password of the import';

export async function openSchool(): Promise<School> {
  const run = randomBytes(5).toString('hex');
  const prefix = `import_${run}_`;
  const stage = await openOwnStage({ adminUrl, prefix });
  const { graph } = stage;
  stage.clock.set('2026-03-02T01:00:00Z');
  const login = `hq.${run}`;
  const founder = { name: '王董', login, password: PASSWORD };
  await graph.found({ name: '晨光教育', timeZone: 'Asia/Shanghai', locale: 'en', founder });
  const { signIn } = await asking(graph.url)(
    'mutation SignIn($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { accessToken } }',
    founder,
  );
  const token: string = signIn.accessToken;
  const ask = asking(graph.url, token);
  await openBranches(ask);
  await graph.settled();
  return { url: graph.url, token, prefix, ask, settled: () => graph.settled(), close: () => stage.close() };
}

const asking =
  (url: string, token?: string): Ask =>
  async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

async function openBranches(ask: Ask): Promise<void> {
  const { openRegion } = await ask('mutation { openRegion(input: { name: "华北" }) { region { id } } }');
  for (const code of ['BJ01', 'BJ02'])
    await ask(
      'mutation Open($regionId: ID!, $code: String!) { openBranch(input: { regionId: $regionId, code: $code, name: $code, timeZone: "Asia/Shanghai" }) { branch { id } } }',
      { regionId: openRegion.region.id, code },
    );
}

const FUNNEL = `query Funnel($code: String!) { branchByCode(code: $code) { funnel {
  created converted bySource { channel sourceName created converted }
} } }`;

/** The funnel as lines `channel / source: created, converted`, in an order of their own. */
export async function funnelOf({ ask, settled }: School, code: string): Promise<string[]> {
  await settled();
  const { funnel } = (await ask(FUNNEL, { code })).branchByCode;
  return funnel.bySource
    .map(
      ({ channel, sourceName, created, converted }: Record<string, string | number>) =>
        `${channel} / ${sourceName}: ${created}, ${converted}`,
    )
    .toSorted();
}

/** The same lines, counted in the rows of a file. */
export const funnelOfRows = (rows: readonly { channel: string; sourceName: string; converted: boolean }[]): string[] =>
  [...Map.groupBy(rows, ({ channel, sourceName }) => `${channel} / ${sourceName}`)]
    .map(([source, leads]) => `${source}: ${leads.length}, ${leads.filter(({ converted }) => converted).length}`)
    .toSorted();
