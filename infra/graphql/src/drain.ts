import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Drain {
  /** True from the moment the server was told to close: readiness is off. */
  isDraining(): boolean;
  /** Lets every client leave for `drainMs`, still answering whoever comes, then lets requests under way finish, and closes. */
  close(drainMs: number): Promise<void>;
}

/**
 * Ends a server without a failed request. Closing an idle connection under a client that is just writing into it loses
 * that request, and nobody can tell whether it was carried out. So it is the clients that close: each answer says
 * `Connection: close`, and what stays idle they drop by themselves, since `drainMs` is longer than they keep it.
 */
export function drainOf(server: Server): Drain {
  let draining = false;
  let closed = false;
  server.prependListener('request', (_request, response) => {
    if (draining) response.setHeader('connection', 'close');
    // An answer that had begun before leaves its connection open.
    response.once('close', () => closed && server.closeIdleConnections());
  });
  return {
    isDraining: () => draining,
    async close(drainMs) {
      draining = true;
      await pause(drainMs);
      closed = true;
      const end = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await end;
    },
  };
}
