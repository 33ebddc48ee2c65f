import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to the graph that breaks. */
export interface BreakingProxy {
  url: string;
  /** How many connections it has cut. */
  cuts(): number;
  close(): Promise<void>;
}

/**
 * Passes everything on to `target`. A connection over which a file goes is cut when `up` bytes have gone, or when an answer
 * came back over it that matches `back`: one entry of `breaks` for each, in order; then it holds.
 */
export async function startBreakingProxy(
  target: string,
  breaks: readonly ({ up: number } | { back: RegExp })[],
): Promise<BreakingProxy> {
  const remaining = [...breaks];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const graph = connect(Number(new URL(target).port), '127.0.0.1');
    const cut = (): void => {
      remaining.shift();
      client.resetAndDestroy();
      graph.destroy();
    };
    let isUpload = false;
    let sent = 0;
    client.on('data', (chunk: Buffer) => {
      isUpload ||= chunk.toString('latin1').startsWith('PUT ');
      sent += chunk.length;
      const [next] = remaining;
      if (isUpload && next && 'up' in next && sent >= next.up) return cut();
      graph.write(chunk);
    });
    graph.on('data', (chunk: Buffer) => {
      const [next] = remaining;
      if (isUpload && next && 'back' in next && next.back.test(chunk.toString('utf8'))) return cut();
      client.write(chunk);
    });
    for (const [socket, other] of [
      [client, graph],
      [graph, client],
    ] as const) {
      sockets.add(socket);
      // A broken line is what this is for.
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.end();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => breaks.length - remaining.length,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
