import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One address before whichever process serves it now, as a Kubernetes Service is before its pods. */
export interface Front {
  port: number;
  /** Where new connections go from now on; those that are open stay where they are. */
  pointTo(port: number): void;
  close(): Promise<void>;
}

export async function openFront(): Promise<Front> {
  let target = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const process_ = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    for (const [from, to] of [
      [client, process_],
      [process_, client],
    ] as const) {
      sockets.add(from);
      from.on('close', () => sockets.delete(from));
      // What breaks on one side breaks on the other: a front hides nothing.
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    pointTo(port) {
      target = port;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
