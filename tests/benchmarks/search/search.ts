import { generateSigningKey } from '@campusgraph/auth';
import { provisionAll, startGraph } from '@campusgraph/stack';
import pg from 'pg';
import type { Benchmark, BenchmarkResult, Row, Verdict } from '../benchmark.ts';
import { ASKERS, ORGANIZATION, type Question } from '../row-level-security/questions.ts';
import { staffOf } from '../row-level-security/row-level-security.ts';
import { graphWays, sqlWays, takeTurns } from '../row-level-security/ways.ts';
import { databaseUrl } from '../support/database-url.ts';
import { median } from '../support/figures.ts';
import { type Foundations, onFoundations } from '../support/foundations.ts';
import { loadMillionNames } from './million-names.ts';

const TIMES = 15;
/** How many times as long as a superuser's SQL over the same index the search may take. */
const SEARCH_MARK = 2;
/** Both are done before anybody notices: the price of a function call. */
const NOTHING_MS = 1;

/** What the front desk types. */
const TERMS: Readonly<Record<string, string>> = {
  'a whole name': '王梓涵',
  'surname and a sign': '王梓',
  'given name': '梓涵',
  'a common surname': '王',
  'nobody’s name': '欧阳',
};

export const search: Benchmark = {
  name: 'search',
  about:
    "a page of 50 of 1,000,000 children by a part of the name, through the service's search, next to a superuser's SQL over the same index, and next to LIKE under the policies",
  run: () => onFoundations(run),
};

async function run({ adminUrl }: Foundations): Promise<BenchmarkResult> {
  const databases = await provisionAll(adminUrl);
  const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  const clock = () => new Date();
  const services = ['organization', 'academics'] as const;
  const graph = await startGraph({ databases, keys, clock, port: 0, host: '127.0.0.1', logLevel: 'error', services });
  const admin = new pg.Client({ connectionString: databaseUrl(adminUrl, 'academics') });
  const app = new pg.Client({ connectionString: databases.academics.app });
  await Promise.all([admin.connect(), app.connect()]);
  const rows: Row[] = [];
  try {
    await loadMillionNames(admin);
    for (const [what, term] of Object.entries(TERMS)) {
      for (const [asker, branches] of Object.entries(ASKERS)) {
        const principal = staffOf(branches);
        const [ours, raw, like] = [questionOf(BY_SEARCH, term), questionOf(BY_INDEX, term), questionOf(BY_LIKE, term)];
        const { policiesMs: searchMs } = await sqlWays(admin, app, ours, principal);
        const { rawMs } = await sqlWays(admin, app, raw, principal);
        const { policiesMs: likeMs } = await sqlWays(admin, app, like, principal);
        const { subgraphMs, gatewayMs } = await graphWays(graph, keys, ours, principal, 'academics');
        const taken = await takeTurns({ rawMs, searchMs, likeMs, subgraphMs, gatewayMs } as never, TIMES);
        const figures = [...taken].map(([name, ms]) => [name, median(ms)]);
        rows.push({ term: what, asker, ...Object.fromEntries(figures) });
      }
    }
  } finally {
    await Promise.all([admin.end(), app.end()]);
    await graph.stop();
  }
  return {
    rows,
    verdicts: rows.map(verdictOf),
    notes: [
      `Medians of ${TIMES}, all ways in turn, one question at a time. likeMs is how it was before: for comparison.`,
    ],
  };
}

const verdictOf = ({ term, asker, rawMs, searchMs }: Row): Verdict => ({
  what: `${term}, ${asker}: search over raw SQL with the index`,
  measured: Math.max(Number(searchMs), NOTHING_MS) / Math.max(Number(rawMs), NOTHING_MS),
  atMost: SEARCH_MARK,
});

const BY_SEARCH = 'id in (select public.search_student($1))';
const BY_LIKE = `name ilike '%' || $1 || '%'`;
const BY_INDEX = `strpos(lower(name), lower($1)) > 0 and search_grams(organization_id, name) @> (
  select array_agg(hashtextextended(substr($1, i, least(char_length($1), 2)), hashtextextended('${ORGANIZATION}', 0)))
  from generate_series(1, greatest(char_length($1) - 1, 1)) i)`;

const questionOf = (condition: string, term: string): Question => ({
  graphql: `query Search($text: String) { students(first: 50, filter: { search: $text }) {
    nodes { id name branch { id } } pageInfo { hasNextPage endCursor } } }`,
  variables: { text: term },
  sql: `select id, name, branch_id from student where ${condition} order by created_at desc, id desc limit 51`,
  parameters: [term],
});
