import { issueAccessToken, type Principal } from '@campusgraph/auth';
import { TOKEN_ISSUER } from '../keys.ts';
import { startThrowAwayPostgres } from '../postgres/throw-away.ts';
import type { User } from '../story/graph-client.ts';
import { bearer } from '../story/graph-client.ts';
import { type OwnStage, openOwnStage } from '../story/own-stage.ts';
import { buildChain } from './chain/build.ts';
import { TODAY } from './chain/plan.ts';
import { SNAPSHOT_FILE } from './demo-chain.ts';
import { saveSnapshot } from './snapshot.ts';

/** Longer than the ten weeks of the chain: its people never have to sign in again. */
const TOKEN_LIFETIME_S = 365 * 86_400;

/** `npm run demo:snapshot`: builds the demo chain anew, through the graph, and writes the file that `npm start` restores. */
export async function takeSnapshot(): Promise<number> {
  const postgres = await startThrowAwayPostgres();
  const cluster = { adminUrl: postgres.adminUrl, prefix: 'demo_' };
  const stage = await openOwnStage(cluster);
  const started = performance.now();
  try {
    await buildChain({
      graph: { ...stage.graph, mint: minting(stage) },
      clock: stage.clock,
      mailbox: stage.mailbox,
      progress: printProgress,
    });
    await Promise.all([...stage.graph.services.values()].map((service) => service.idle()));
    await saveSnapshot(cluster, SNAPSHOT_FILE, TODAY);
    console.log(`\nTook ${((performance.now() - started) / 1000).toFixed(0)} s: ${SNAPSHOT_FILE}`);
    return 0;
  } finally {
    await stage.close();
    await postgres.stop();
  }
}

const minting =
  ({ graph, keys, clock }: OwnStage) =>
  (principal: Principal): User => {
    const token = issueAccessToken(principal, {
      key: keys.accessTokens,
      issuer: TOKEN_ISSUER,
      lifetimeS: TOKEN_LIFETIME_S,
      now: clock(),
    });
    return bearer(graph, async () => (await token).accessToken);
  };

function printProgress(step: string, share: number): void {
  const line = `${step} ${Math.round(share * 100)} %`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}    ${share === 1 ? '\n' : ''}`);
  else console.log(line);
}
