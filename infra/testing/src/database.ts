import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DatabaseSchema, type DatabaseUrls, migrate, newId } from '@campusgraph/persistence';
import pg from 'pg';

export interface TestDatabase {
  urls: DatabaseUrls;
  /** Deletes it, ending whatever is still connected. */
  drop(): Promise<void>;
}

const ROLES = ['owner', 'app', 'system'] as const;

/**
 * A new, migrated database for one test file, on the server of TEST_POSTGRES_ADMIN_URL. It is copied from a template that is
 * made once per service and version of its schema, so it costs some tens of milliseconds. Open it with `openDatabase`.
 */
export async function createTestDatabase(schema: DatabaseSchema): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_POSTGRES_ADMIN_URL;
  if (!adminUrl)
    throw new Error('TEST_POSTGRES_ADMIN_URL is missing; run tests through `npm test` or jest at the root.');
  const name = `test_${schema.service}_${newId().replaceAll('-', '')}`;
  const template = `template_${schema.service}_${schemaHash(schema)}`;
  await asAdmin(adminUrl, async (admin) => {
    // Test files start in parallel, and roles belong to the whole server. Released with the connection.
    await admin.query(`select pg_advisory_lock(hashtext('campusgraph provision'))`);
    await makeRoles(admin, adminUrl, schema.service);
    const known = await admin.query('select from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) await makeTemplate(admin, adminUrl, schema, template);
    await admin.query(`create database ${name} template ${template} owner ${schema.service}_owner`);
    await admin.query(`revoke all on database ${name} from public`);
    await admin.query(`grant connect on database ${name} to ${schema.service}_app, ${schema.service}_system`);
  });
  return {
    urls: urlsOf(adminUrl, schema.service, name),
    drop: () =>
      asAdmin(adminUrl, async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`))),
  };
}

async function makeRoles(admin: pg.Client, adminUrl: string, service: string): Promise<void> {
  for (const kind of ROLES) {
    const role = `${service}_${kind}`;
    const options = `login nosuperuser nocreatedb nocreaterole nobypassrls password '${passwordOf(adminUrl, role)}'`;
    const known = await admin.query('select from pg_roles where rolname = $1', [role]);
    await admin.query(`${known.rowCount === 0 ? 'create' : 'alter'} role ${role} ${options}`);
  }
  const search = await admin.query('select from pg_roles where rolname = $1', [`${service}_search`]);
  if (search.rowCount === 0) await admin.query(`create role ${service}_search nologin`);
  await admin.query(`grant ${service}_search to ${service}_owner with inherit false, set true`);
}

async function makeTemplate(
  admin: pg.Client,
  adminUrl: string,
  schema: DatabaseSchema,
  template: string,
): Promise<void> {
  const { service } = schema;
  // Under another name until it is finished: half-made, it would be taken for a template.
  const draft = `draft_${template}`;
  await admin.query(`drop database if exists ${draft} with (force)`);
  await admin.query(`create database ${draft} owner ${service}_owner template template0`);
  const inside = new URL(adminUrl);
  inside.pathname = `/${draft}`;
  await asAdmin(inside.href, (client) =>
    client.query(`
      create extension btree_gist;
      create extension pg_trgm;
      alter schema public owner to ${service}_owner;
      revoke all on schema public from public;
      grant usage on schema public to ${service}_app, ${service}_system;`),
  );
  await migrate(schema, urlsOf(adminUrl, service, draft), new Date());
  await admin.query(`alter database ${draft} rename to ${template}`);
}

function urlsOf(adminUrl: string, service: string, name: string): DatabaseUrls {
  const url = (kind: (typeof ROLES)[number]): string => {
    const way = new URL(adminUrl);
    way.username = `${service}_${kind}`;
    way.password = passwordOf(adminUrl, way.username);
    way.pathname = `/${name}`;
    return way.href;
  };
  return { owner: url('owner'), app: url('app'), system: url('system') };
}

/** The same as the launcher derives: a graph started by a test on this server shares the roles. */
function passwordOf(adminUrl: string, role: string): string {
  const secret = decodeURIComponent(new URL(adminUrl).password);
  return createHmac('sha256', secret).update(role).digest('base64url');
}

/** Changes with the migrations and with the persistence package, which makes the event tables and the grants. */
function schemaHash({ migrations, appendOnly = [] }: DatabaseSchema): string {
  const hash = createHash('sha256');
  const persistence = new URL('.', import.meta.resolve('@campusgraph/persistence'));
  for (const file of readdirSync(fileURLToPath(persistence)).toSorted()) {
    if (file.endsWith('.ts')) hash.update(readFileSync(new URL(file, persistence)));
  }
  for (const { name, class: migration } of migrations) hash.update(`${name}\n${migration}\n`);
  return hash.update(appendOnly.join()).digest('hex').slice(0, 16);
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
