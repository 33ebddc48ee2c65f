import { once } from 'node:events';
import { createServer } from 'node:net';
import { LaunchError } from './launch-error.ts';

/**
 * A port of 127.0.0.1 that nobody listens on, out of the system's ephemeral range: never 5432 or 4222 by accident.
 * Somebody else may take it before the caller does; a caller that can, tries again with another.
 */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error(`no port in the address ${address}`);
  return address.port;
}

/** @throws LaunchError PORT_TAKEN, naming the port and how to choose another */
export async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  try {
    server.listen(port);
    await once(server, 'listening');
  } catch (error) {
    throw new LaunchError(
      'PORT_TAKEN',
      `Port ${port} is taken (${(error as NodeJS.ErrnoException).code}).`,
      'Stop what listens there, or choose another: `PORT=4100 npm start`.',
    );
  }
  server.close();
  await once(server, 'close');
}
