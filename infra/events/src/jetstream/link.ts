import type { Logger } from '@campusgraph/logging';
import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type ConnectionOptions, connect, type NatsConnection } from '@nats-io/transport-node';
import { backoff, pause } from '../pause.ts';

/** A live connection with the two faces of JetStream. */
export interface Bus {
  nc: NatsConnection;
  js: JetStreamClient;
  jsm: JetStreamManager;
  /** Aborts when this connection drops, even if the client gets it back by itself. */
  dropped: AbortSignal;
}

/** A connection that comes back by itself, however long NATS is away. */
export interface Link {
  /** Throws at once while NATS is away, so that nothing piles up in the client's buffer. */
  bus(): Bus;
  close(): Promise<void>;
}

/**
 * Tries to connect, and returns after the first try whether or not it succeeded: a service starts and takes writes without
 * NATS, its events wait in the outbox.
 */
export async function openLink(servers: string, logger: Logger | undefined): Promise<Link> {
  const closing = new AbortController();
  let bus: Bus | null = null;
  let connection: NatsConnection | undefined;
  const set = (next: Bus | null) => {
    bus = next;
  };
  const attempt = async () => {
    connection = await connect(connectionOptions(servers));
    void watch(connection, await makeBus(connection), set, logger);
  };
  const keepTrying = async () => {
    const delay = backoff(100, 2_000);
    while (!closing.signal.aborted && !connection) {
      await pause(delay.next(), closing.signal);
      if (!closing.signal.aborted) await attempt().catch(() => {});
    }
  };
  await attempt().catch((error: unknown) => {
    logger?.warn({ err: error }, 'NATS is away; events wait in the outbox until it is there');
  });
  const trying = connection ? Promise.resolve() : keepTrying();
  return {
    bus() {
      if (!bus) throw new Error('NATS is away; events wait in the outbox.');
      return bus;
    },
    async close() {
      closing.abort();
      await trying;
      await connection?.close();
    },
  };
}

async function makeBus(nc: NatsConnection): Promise<{ live: Bus; drop: () => void }> {
  const dropping = new AbortController();
  const jsm = await jetstreamManager(nc, { checkAPI: false });
  return { live: { nc, js: jetstream(nc), jsm, dropped: dropping.signal }, drop: () => dropping.abort() };
}

/** Takes the bus away while the connection is down, and gives a new one each time it is back. */
async function watch(
  nc: NatsConnection,
  first: Awaited<ReturnType<typeof makeBus>>,
  set: (bus: Bus | null) => void,
  logger: Logger | undefined,
): Promise<void> {
  let current = first;
  set(current.live);
  for await (const { type } of nc.status()) {
    if (type === 'disconnect') {
      set(null);
      current.drop();
      logger?.warn('NATS is away; events wait in the outbox until it is back');
    } else if (type === 'reconnect') {
      current = await makeBus(nc);
      set(current.live);
      logger?.info('NATS is back');
    }
  }
  set(null);
  current.drop();
}

/** `servers`: one URL or several, separated by commas; a user and password (or a token) in the first hold for all. */
function connectionOptions(servers: string): ConnectionOptions {
  const urls = servers
    .split(',')
    .map((server) => new URL(server.trim().includes('://') ? server.trim() : `nats://${server.trim()}`));
  const { username, password } = urls[0] as URL;
  const user = decodeURIComponent(username);
  const credentials = password ? { user, pass: decodeURIComponent(password) } : user ? { token: user } : {};
  return {
    ...credentials,
    servers: urls.map((url) => `${url.protocol}//${url.host}`),
    name: 'campusgraph events',
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 10_000,
  };
}
