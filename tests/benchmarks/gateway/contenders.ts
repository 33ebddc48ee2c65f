import { fileURLToPath } from 'node:url';
import { exportSigningKey } from '@campusgraph/auth';
import { CHECKOUT, freePort, TOKEN_ISSUER } from '@campusgraph/stack';
import { type Forked, forkScript } from './fork.ts';
import { HIVE_GATEWAY, HIVE_SETTINGS } from './hive.ts';
import type { School } from './school.ts';

export type ContenderName = 'ours' | 'ours, embedded' | '@apollo/gateway' | 'Hive Gateway, Rust' | 'Hive Gateway, JS';

/** A gateway in a process of its own. */
export interface Contender {
  name: ContenderName;
  /** Of its `/graphql`. */
  url: string;
  process: Forked;
}

interface Script {
  file: string;
  environment: NodeJS.ProcessEnv;
  args?: readonly string[];
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Starts the gateway on a free port; `supergraphFile` holds the school's supergraph. */
export async function startContender(name: ContenderName, school: School, supergraphFile: string): Promise<Contender> {
  const port = await freePort();
  const { file, environment, args } = await scriptOf(name, school, { supergraphFile, port });
  return {
    name,
    url: `http://127.0.0.1:${port}/graphql`,
    process: forkScript(file, { PORT: `${port}`, SUPERGRAPH_FILE: supergraphFile, ...environment }, args),
  };
}

async function scriptOf(
  name: ContenderName,
  { keys, urls, principal }: School,
  { supergraphFile, port }: { supergraphFile: string; port: number },
): Promise<Script> {
  const signingKey = JSON.stringify(await exportSigningKey(keys.gateway));
  const subgraphs = Object.fromEntries(Object.entries(urls).map(([name, url]) => [`${name.toUpperCase()}_URL`, url]));
  // Enough places for everyone who asks: what is refused for want of one is no answer.
  const ours = { GATEWAY_SIGNING_KEY: signingKey, TOKEN_ISSUER, LOG_LEVEL: 'warn', MAX_REQUESTS: '512' };
  const hive = (environment: NodeJS.ProcessEnv, ...flags: string[]): Script => ({
    file: HIVE_GATEWAY,
    environment: { PRINCIPAL: principal, ...environment },
    args: ['supergraph', supergraphFile, '--port', `${port}`, '--host', '127.0.0.1', ...HIVE_SETTINGS, ...flags],
  });
  switch (name) {
    case 'ours':
      return { file: `${CHECKOUT}/gateway/src/main.ts`, environment: { ...subgraphs, ...ours } };
    case 'ours, embedded':
      return {
        file: here('processes/embedded.ts'),
        environment: { ...ours, TOKEN_KEYS: JSON.stringify({ keys: [keys.accessTokens.publicJwk] }) },
      };
    case '@apollo/gateway':
      return { file: here('processes/apollo.ts'), environment: { PRINCIPAL: principal } };
    case 'Hive Gateway, Rust':
      return hive({}, '--hive-router-runtime');
    case 'Hive Gateway, JS':
      return hive({});
  }
}
