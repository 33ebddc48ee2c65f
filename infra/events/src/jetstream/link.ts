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
  const state: { bus: Bus | null; nc: NatsConnection | null } = { bus: null, nc: null };
  const firstTry = Promise.withResolvers<void>();
  const keepConnected = async () => {
    const delay = backoff(100, 2_000);
    while (!closing.signal.aborted) {
      try {
        state.nc = await connect(connectionOptions(servers));
        delay.reset();
        // Ends when the client gives up for good, as after an authentication that was refused twice.
        await followConnection(state.nc, firstTry.resolve, (bus) => {
          state.bus = bus;
        });
      } catch (error) {
        logger?.warn({ err: error }, 'NATS is away; events wait in the outbox until it is there');
      }
      firstTry.resolve();
      await pause(delay.next(), closing.signal);
    }
  };
  const connected = keepConnected();
  await firstTry.promise;
  return {
    bus() {
      if (!state.bus) throw new Error('NATS is away; events wait in the outbox.');
      return state.bus;
    },
    async close() {
      closing.abort();
      // The last acknowledgements go out, unless there is nobody to take them; then the inbox knows those messages.
      const flushed = new AbortController();
      const flush = async () => {
        await state.nc?.flush().catch(() => {});
        flushed.abort();
      };
      if (state.bus) await Promise.race([flush(), pause(1_000, flushed.signal)]);
      await state.nc?.close();
      await connected;
    },
  };
}

/** Gives a new bus each time the connection is up, and none while it is down, until it is closed. */
async function followConnection(nc: NatsConnection, onUp: () => void, set: (bus: Bus | null) => void): Promise<void> {
  // Before anything else, so that no change of state is missed.
  const changes = nc.status();
  let dropping = new AbortController();
  const up = async () => {
    dropping = new AbortController();
    const jsm = await jetstreamManager(nc, { checkAPI: false });
    set({ nc, js: jetstream(nc), jsm, dropped: dropping.signal });
    onUp();
  };
  const down = () => {
    set(null);
    dropping.abort();
  };
  await up();
  try {
    for await (const { type } of changes) {
      if (type === 'disconnect') down();
      if (type === 'reconnect') await up();
    }
  } finally {
    down();
  }
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
    // Else the client takes stack traces for every message that it publishes.
    noAsyncTraces: true,
  };
}
