import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DATA } from '../checkout.ts';
import { loadDemoChain } from '../demo/demo-chain.ts';
import { requireFreePort } from '../free-port.ts';
import { LaunchError } from '../launch-error.ts';
import { stopSignal } from '../stop-signal.ts';
import { type DemoUsers, signInDemoUsers } from './demo-users.ts';
import { greet, WELCOME_QUERY } from './greeting.ts';
import { type OwnGraph, resetOwnGraph, startOwnGraph } from './own-graph.ts';

const USAGE = 'npm start -- [--reset] [--port 4000]';

/**
 * `npm start`: the graph in one process until Ctrl-C. `PORT`, `NATS_URL` and `SMTP_URL` come from the environment where they
 * are given.
 */
export async function start(args: readonly string[]): Promise<number> {
  const { port, reset } = parse(args);
  // Before anything is started: a taken port is the commonest reason to fail.
  await requireFreePort(port);
  const stop = stopSignal();
  if (reset) await resetOwnGraph(DATA);
  const started = performance.now();
  console.log('Starting the database and the nine services …');
  const graph = await startOwnGraph({
    dataDir: DATA,
    port,
    natsUrl: process.env.NATS_URL,
    smtpUrl: process.env.SMTP_URL,
    welcomeQuery: WELCOME_QUERY,
    openIntrospection: true,
  });
  try {
    const users = await openDemo(graph);
    greet(graph.url, users, (performance.now() - started) / 1000);
    await stop.asked;
    users.stop();
  } finally {
    console.log('\nStopping …');
    // The database may then be left running; the next start shuts it down and loses nothing.
    void stop.insisted.then(() => process.exit(130));
    await graph.stop();
  }
  return 0;
}

async function openDemo(graph: OwnGraph): Promise<DemoUsers> {
  const clock = () => new Date();
  if (await loadDemoChain(graph, clock())) {
    console.log('Loaded the demo chain: 5 branches, 600 students, ten weeks behind and four ahead.');
  }
  return signInDemoUsers(graph, join(DATA, 'demo-tokens.json'), clock);
}

function parse(args: readonly string[]): { port: number; reset: boolean } {
  const usage = (what: string): LaunchError => new LaunchError('BAD_ARGUMENTS', what, `Usage: ${USAGE}`);
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { reset: { type: 'boolean' }, port: { type: 'string' } },
    });
    const port = Number(values.port ?? process.env.PORT ?? 4000);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw usage(`"${values.port ?? process.env.PORT}" is no port.`);
    return { port, reset: values.reset ?? false };
  } catch (error) {
    throw error instanceof LaunchError ? error : usage((error as Error).message);
  }
}
