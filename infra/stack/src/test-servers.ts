import { startThrowAwayNats } from './nats/throw-away.ts';
import { startThrowAwayPostgres } from './postgres/throw-away.ts';

/** What tests run against. They read the URLs as TEST_POSTGRES_ADMIN_URL and TEST_NATS_URL. */
export interface TestServers {
  postgresAdminUrl: string;
  natsUrl: string;
  stop(): Promise<void>;
}

/**
 * One real Postgres and one real NATS for a whole run. `NATS_URL` from outside is used for NATS; Postgres is always ours,
 * because tests make and drop databases and roles.
 */
export async function startTestServers(environment: NodeJS.ProcessEnv): Promise<TestServers> {
  const postgres = await startThrowAwayPostgres();
  try {
    const nats = await startThrowAwayNats(environment.NATS_URL);
    return {
      postgresAdminUrl: postgres.adminUrl,
      natsUrl: nats.url,
      async stop() {
        await nats.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
