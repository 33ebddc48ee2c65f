import { generateSigningKey, type Principal, ROLES } from '@campusgraph/auth';
import { provisionAll, startGraph } from '@campusgraph/stack';
import pg from 'pg';
import type { Benchmark, BenchmarkResult, Row, Verdict } from '../benchmark.ts';
import { databaseUrl } from '../support/database-url.ts';
import { median } from '../support/figures.ts';
import { type Foundations, onFoundations } from '../support/foundations.ts';
import { loadMillionRows } from './million-rows.ts';
import { ASKERS, ORGANIZATION, QUESTIONS } from './questions.ts';
import { graphWays, sqlWays, takeTurns } from './ways.ts';

const TIMES = 25;
/** How many times as long as the SQL that names its branches the same may take under the policies. */
const POLICIES_MARK = 2;

export const rowLevelSecurity: Benchmark = {
  name: 'row-level-security',
  about:
    "a page and a month's count out of 1,000,000 attendances of 1,000 branches, under the policies, from the subgraph and through the gateway, next to a superuser's SQL",
  run: () => onFoundations(run),
};

async function run({ adminUrl }: Foundations): Promise<BenchmarkResult> {
  const databases = await provisionAll(adminUrl);
  const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  const clock = () => new Date();
  const services = ['organization', 'attendance'] as const;
  const graph = await startGraph({ databases, keys, clock, port: 0, host: '127.0.0.1', logLevel: 'error', services });
  const admin = new pg.Client({ connectionString: databaseUrl(adminUrl, 'attendance') });
  const app = new pg.Client({ connectionString: databases.attendance.app });
  await Promise.all([admin.connect(), app.connect()]);
  const rows: Row[] = [];
  try {
    await loadMillionRows(admin);
    for (const [what, question] of Object.entries(QUESTIONS)) {
      for (const [asker, branches] of Object.entries(ASKERS)) {
        const principal = staffOf(branches);
        const taken = await takeTurns(
          {
            ...(await sqlWays(admin, app, question, principal)),
            ...(await graphWays(graph, keys, question, principal, 'attendance')),
          },
          TIMES,
        );
        const figures = [...taken].map(([name, ms]) => [name, median(ms)]);
        rows.push({ question: what, asker, ...Object.fromEntries(figures) });
      }
    }
  } finally {
    await Promise.all([admin.end(), app.end()]);
    await graph.stop();
  }
  return {
    rows,
    verdicts: rows.map(verdictOf),
    notes: [`Medians of ${TIMES}, all ways in turn, one question at a time.`],
  };
}

const verdictOf = ({ question, asker, rawMs, policiesMs }: Row): Verdict => ({
  what: `${question}, ${asker}: under the policies over raw SQL`,
  measured: Number(policiesMs) / Number(rawMs),
  atMost: POLICIES_MARK,
});

export const staffOf = (branches: readonly string[] | 'ALL'): Principal => ({
  kind: 'STAFF',
  subject: ORGANIZATION,
  organizationId: ORGANIZATION,
  branches: branches === 'ALL' ? 'ALL' : [...branches],
  scopes: [...ROLES.HQ],
  locale: 'en',
});
