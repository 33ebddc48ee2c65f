import { createHmac } from 'node:crypto';
import type { DatabaseUrls } from '@campusgraph/persistence';
import pg from 'pg';
import { LaunchError } from './launch-error.ts';

const KINDS = ['owner', 'app', 'system'] as const;
const { escapeIdentifier: name, escapeLiteral: text } = pg;

/**
 * Makes a service's database and its roles, where they are missing, and returns the ways in.
 *
 * `<service>_owner` owns the database and its schema, `<service>_app` serves requests and `<service>_system` is the relay and
 * the workers; the last two own nothing, and no row-level security passes them by. `<service>_search` cannot log in: it owns the
 * functions that search by name, and the owner may become it, to make them. The passwords follow from the
 * administrator's, which is kept beside the data, so a second start finds everything as it is and changes nothing.
 *
 * @throws LaunchError ADMIN_PASSWORD_MISSING, DATABASE_NOT_REACHABLE
 */
export async function provisionDatabase(
  adminUrl: string,
  wanted: { name: string; service: string },
): Promise<DatabaseUrls> {
  const urls = databaseUrls(adminUrl, wanted);
  await asAdmin(adminUrl, async (admin) => {
    // Tests provision in parallel; roles belong to the whole server. Released with the connection.
    await admin.query(`select pg_advisory_lock(hashtext('campusgraph provision'))`);
    const roles = await admin.query<{ rolname: string }>('select rolname from pg_roles where rolname = any ($1)', [
      KINDS.map((kind) => `${wanted.service}_${kind}`),
    ]);
    const known = new Set(roles.rows.map((row) => row.rolname));
    for (const kind of KINDS) await makeRole(admin, known, urls[kind]);
    await makeSearchRole(admin, wanted.service);
    await makeDatabase(admin, adminUrl, wanted, urls);
  });
  return urls;
}

/** Deletes a database and ends whatever is connected to it. The roles stay: they belong to the whole server. */
export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  await asAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${name(database)} with (force)`));
}

/** The ways into a database of a service. @throws LaunchError ADMIN_PASSWORD_MISSING */
export function databaseUrls(adminUrl: string, wanted: { name: string; service: string }): DatabaseUrls {
  const secret = new URL(adminUrl).password;
  if (secret === '') {
    throw new LaunchError(
      'ADMIN_PASSWORD_MISSING',
      'The administrator’s Postgres URL has no password, which the passwords of the services’ roles are derived from.',
      'Give a URL of the form postgres://user:password@host:port/postgres.',
    );
  }
  const url = (kind: (typeof KINDS)[number]): string => {
    const role = `${wanted.service}_${kind}`;
    const way = new URL(adminUrl);
    way.username = role;
    way.password = createHmac('sha256', decodeURIComponent(secret)).update(role).digest('base64url');
    way.pathname = `/${wanted.name}`;
    return way.href;
  };
  return { owner: url('owner'), app: url('app'), system: url('system') };
}

async function makeRole(admin: pg.Client, known: ReadonlySet<string>, url: string): Promise<void> {
  const { username, password } = new URL(url);
  const options = `login nosuperuser nocreatedb nocreaterole nobypassrls password ${text(password)}`;
  if (!known.has(username)) await admin.query(`create role ${name(username)} ${options}`);
  // Somebody else's password (an older administrator's, on a given server): ours again.
  else if (!(await logsIn(admin, url))) await admin.query(`alter role ${name(username)} ${options}`);
}

async function makeSearchRole(admin: pg.Client, service: string): Promise<void> {
  const role = name(`${service}_search`);
  const found = await admin.query('select from pg_roles where rolname = $1', [`${service}_search`]);
  if (found.rowCount === 0)
    await admin.query(`create role ${role} nologin nosuperuser nocreatedb nocreaterole nobypassrls`);
  // Not inherited: the owner is not let past a policy by being able to become this role.
  await admin.query(`grant ${role} to ${name(`${service}_owner`)} with inherit false, set true`);
}

async function logsIn(admin: pg.Client, url: string): Promise<boolean> {
  const way = new URL(url);
  way.pathname = `/${admin.database ?? 'postgres'}`;
  const client = new pg.Client({ connectionString: way.href });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') return false;
    // Refused for another reason, such as no right to this database: then the password was right.
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeDatabase(
  admin: pg.Client,
  adminUrl: string,
  wanted: { name: string; service: string },
  urls: DatabaseUrls,
): Promise<void> {
  const found = await admin.query('select from pg_database where datname = $1', [wanted.name]);
  if (found.rowCount !== 0) return;
  const [owner, app, system] = KINDS.map((kind) => name(new URL(urls[kind]).username));
  const database = name(wanted.name);
  // An administrator that is no superuser (a hosted Postgres) must be a member of the role it gives the database to.
  await admin.query(`grant ${owner} to current_user`);
  await admin.query(`create database ${database} owner ${owner} template template0`);
  const inside = new URL(adminUrl);
  inside.pathname = `/${wanted.name}`;
  try {
    await asAdmin(inside.href, (client) =>
      client.query(`
        create extension btree_gist;
        create extension pg_trgm;
        alter schema public owner to ${owner};
        revoke all on schema public from public;
        grant usage on schema public to ${app}, ${system};
        revoke all on database ${database} from public;
        grant connect on database ${database} to ${app}, ${system};`),
    );
  } catch (error) {
    // Half-made, it would be taken for finished by the next start.
    await admin.query(`drop database ${database} with (force)`);
    throw error;
  }
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname, username } = new URL(url);
    throw new LaunchError(
      'DATABASE_NOT_REACHABLE',
      `Postgres at ${host}${pathname} does not let ${username} in: ${(error as Error).message}`,
      'Check DATABASE_URL and that the server runs.',
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
