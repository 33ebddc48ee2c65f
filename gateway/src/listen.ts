import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drainOf } from '@campusgraph/graphql';
import type { Gateway } from './options.ts';

/** Longer than common load balancers keep theirs, so that it is never the server that closes under a request. */
const KEEP_ALIVE_MS = 72_000;

export interface Listening {
  port: number;
  /** Lets clients leave for `drainMs` (default 0), then takes no new connections, lets requests under way finish, closes. */
  close(drainMs?: number): Promise<void>;
}

/** Serves the gateway over HTTP. Rejects when the port is taken. */
export async function listen(
  gateway: Pick<Gateway, 'handle'>,
  { port, host }: { port: number; host?: string | undefined },
): Promise<Listening> {
  const server = createServer((request, response) => void gateway.handle(request, response));
  const drain = drainOf(server);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // An upload lasts as long as its file is long; node's default would cut it off after five minutes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (drainMs = 0) => drain.close(drainMs),
  };
}
