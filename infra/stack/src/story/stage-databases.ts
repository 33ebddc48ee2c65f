import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSigningKey } from '@campusgraph/auth';
import { createEmbeddedTransport } from '@campusgraph/events';
import type { DatabaseUrls } from '@campusgraph/persistence';
import pg from 'pg';
import { CHECKOUT, SERVICES, type ServiceName } from '../checkout.ts';
import { provisionAll } from '../databases.ts';
import { createServices } from '../graph.ts';
import { databaseUrls, dropDatabase } from '../provision.ts';

const { escapeIdentifier: name } = pg;

/**
 * Migrated databases of all nine services, each named after its service behind `prefix`. They are copies of templates, which the first
 * stage on a server makes: migrations and extensions are most of what a new graph asks of Postgres.
 */
export async function provisionStage(
  adminUrl: string,
  prefix: string,
  clock: () => Date,
): Promise<Record<ServiceName, DatabaseUrls>> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // Stages open side by side, and the first one makes the templates for all. Released with the connection.
    await admin.query(`select pg_advisory_lock(hashtext('campusgraph stage'))`);
    const templates = `template_${hashOfMigrations()}_`;
    const found = await admin.query('select from pg_database where datname = $1', [`${templates}${SERVICES.at(-1)}`]);
    if (found.rowCount === 0) await makeTemplates(admin, adminUrl, templates, clock);
    for (const service of SERVICES) {
      const [database, owner] = [name(`${prefix}${service}`), name(`${service}_owner`)];
      await admin.query(`create database ${database} owner ${owner} template ${name(`${templates}${service}`)}`);
      await admin.query(`revoke all on database ${database} from public`);
      await admin.query(`grant connect on database ${database} to ${service}_app, ${service}_system`);
    }
  } finally {
    await admin.end();
  }
  const urls = SERVICES.map((service) => [service, databaseUrls(adminUrl, { name: `${prefix}${service}`, service })]);
  return Object.fromEntries(urls) as Record<ServiceName, DatabaseUrls>;
}

/** In the order of SERVICES, under another name until all are finished: half-made ones would be taken for templates. */
async function makeTemplates(admin: pg.Client, adminUrl: string, templates: string, clock: () => Date): Promise<void> {
  const drafts = `draft_${templates}`;
  for (const service of SERVICES) {
    await dropDatabase(adminUrl, `${drafts}${service}`);
    await dropDatabase(adminUrl, `${templates}${service}`);
  }
  const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  const transport = createEmbeddedTransport();
  const stops: (() => Promise<void>)[] = [() => transport.close()];
  try {
    const databases = await provisionAll(adminUrl, drafts);
    await createServices({ databases, keys, clock, port: 0, logLevel: 'error' }, transport, stops);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
  for (const service of SERVICES) {
    await admin.query(`alter database ${name(`${drafts}${service}`)} rename to ${name(`${templates}${service}`)}`);
  }
}

/** Of everything that a database is made of. */
function hashOfMigrations(): string {
  const hash = createHash('sha256');
  const files = globSync(['services/*/src/persistence/**/*.ts', 'infra/{persistence,events}/src/**/*.ts'], {
    cwd: CHECKOUT,
  });
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(CHECKOUT, file)));
  return hash.digest('hex').slice(0, 16);
}
