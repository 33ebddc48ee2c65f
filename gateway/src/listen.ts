import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gateway } from './options.ts';

/** Longer than common load balancers keep theirs, so that it is never the server that closes under a request. */
const KEEP_ALIVE_MS = 72_000;

export interface Listening {
  port: number;
  /** Takes no new connections, lets requests under way finish, closes theirs behind them. */
  close(): Promise<void>;
}

/** Serves the gateway over HTTP. Rejects when the port is taken. */
export async function listen(
  gateway: Pick<Gateway, 'handle'>,
  { port, host }: { port: number; host?: string | undefined },
): Promise<Listening> {
  let closing = false;
  const server = createServer((request, response) => {
    // A client that keeps its connection busy would otherwise hold the process until it is killed.
    response.once('close', () => closing && server.closeIdleConnections());
    if (closing) response.setHeader('connection', 'close');
    void gateway.handle(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // An upload lasts as long as its file is long; node's default would cut it off after five minutes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        closing = true;
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
