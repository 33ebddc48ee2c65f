import { startTestServers, type TestServers } from '../test-servers.ts';

declare global {
  var campusgraphTestServers: TestServers | undefined;
}

/** `npm test` brings the servers; for a developer who runs jest directly they are started here. */
export default async function globalSetup(): Promise<void> {
  if (process.env.TEST_POSTGRES_ADMIN_URL && process.env.TEST_NATS_URL) return;
  const servers = await startTestServers(process.env);
  process.env.TEST_POSTGRES_ADMIN_URL = servers.postgresAdminUrl;
  process.env.TEST_NATS_URL = servers.natsUrl;
  globalThis.campusgraphTestServers = servers;
}
