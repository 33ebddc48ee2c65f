import { waitFor } from '@campusgraph/testing';
import type { Supervised } from '../../infra/stack/src/distributed/supervise.ts';
import type { Deployment } from './deployment.ts';
import type { Foundations } from './foundations.ts';

/** What dies in the middle of the day, each by kill -9. */
export const killsIn = (deployment: Deployment, foundations: Foundations): Record<string, () => Promise<void>> => ({
  'the attendance service': () => kill(deployment.serving('attendance')),
  'the billing service': () => kill(deployment.serving('billing')),
  "attendance's relay": async () => kill(await deployment.leading('attendance', 'relay')),
  "billing's consumer": async () => kill(await deployment.leading('billing', 'consumer')),
  NATS: async () => {
    await foundations.killNats();
    await foundations.restartNats();
  },
  Postgres: () => foundations.crashPostgres(),
});

/** It does not wait for the successor: what comes next comes while it starts. */
export async function kill(process: Supervised, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
  const pid = await waitFor(() => process.pid(), { what: `${process.name} to run` });
  globalThis.process.kill(pid, signal);
  await waitFor(() => process.pid() !== pid, { what: `${process.name} to end` });
}
