import { renameSync, writeFileSync } from 'node:fs';
import { DEMO_GUARDIAN_LOGIN, DEMO_PASSWORD, PARTNER } from '../demo/chain/demo-logins.ts';
import { type ReachableGraph, type User, user } from '../story/graph-client.ts';

/** One sign-in per kind of user, all with DEMO_PASSWORD. */
export const DEMO_LOGINS = {
  hq: 'hq',
  manager: 'manager',
  sales: 'sales',
  teacher: 'teacher',
  finance: 'finance',
  support: 'support',
  guardian: DEMO_GUARDIAN_LOGIN,
} as const;

/** Tokens live an hour; scripts that read the file should always find fresh ones. */
const RENEW_EVERY_MS = 30 * 60_000;

const APPS = 'query DemoPartner { clientApps(first: 100) { nodes { id name clientId revokedAt } } }';
const ROTATE =
  'mutation RotateDemoPartner($id: ID!) { rotateClientAppSecret(input: { clientAppId: $id }) { clientSecret } }';

export interface DemoUsers {
  /** The partner's credentials for POST /oauth/token; the secret is new at each start. */
  partner: { clientId: string; clientSecret: string } | null;
  stop(): void;
}

/** Signs everybody in by the ways that are theirs, writes their tokens to `file` (0600), and renews them while the graph runs. */
export async function signInDemoUsers(
  graph: Pick<ReachableGraph, 'url'>,
  file: string,
  clock: () => Date,
): Promise<DemoUsers> {
  const signIn = (login: string): User => user(graph, { login, password: DEMO_PASSWORD }, clock);
  const partner = await renewPartner(signIn(DEMO_LOGINS.hq));
  const write = async (): Promise<void> => {
    const entries = await Promise.all(
      Object.entries(DEMO_LOGINS).map(async ([name, login]) => [name, await signIn(login).token()] as const),
    );
    const tokens = { ...Object.fromEntries(entries), ...(partner && { partner: await partnerToken(graph, partner) }) };
    const written = `${file}.${process.pid}`;
    writeFileSync(written, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
    renameSync(written, file);
  };
  await write();
  const timer = setInterval(
    () => void write().catch((error: unknown) => console.error('The demo tokens could not be renewed:', error)),
    RENEW_EVERY_MS,
  );
  timer.unref();
  return { partner, stop: () => clearInterval(timer) };
}

async function renewPartner(hq: User): Promise<DemoUsers['partner']> {
  const { clientApps } = await hq.ask(APPS);
  const app = clientApps.nodes.find(
    (one: { name: string; revokedAt: string | null }) => one.name === PARTNER.name && one.revokedAt === null,
  );
  // Somebody revoked it while trying things out: then there is none.
  if (!app) return null;
  const { rotateClientAppSecret } = await hq.ask(ROTATE, { id: app.id });
  return { clientId: app.clientId, clientSecret: rotateClientAppSecret.clientSecret };
}

async function partnerToken(
  { url }: Pick<ReachableGraph, 'url'>,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body });
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (!answer.access_token) throw new Error(`The demo partner got no token: ${answer.error_description}`);
  return answer.access_token;
}
