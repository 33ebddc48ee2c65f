import type { Logger } from '@campusgraph/logging';
import { serve } from './http-server.ts';
import type { Service } from './service.ts';

/** Resolves with the first signal that asks this process to end. */
const signalled = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });

/**
 * A service as a process of its own: serves over HTTP, starts its relay and workers, waits for SIGTERM or SIGINT, then stops in
 * order (readiness off, clients leave, requests under way finish, events, database) and disposes of what came from outside.
 */
export async function runService(
  service: Service,
  options: { port: number; host: string | undefined; drainMs: number; logger: Logger; dispose: () => Promise<void> },
): Promise<void> {
  const { port, host, drainMs, logger } = options;
  const server = await serve(service, { port, host, logger });
  await service.start();
  logger.info({ port: server.port }, 'ready');
  const signal = await signalled();
  logger.info({ signal }, 'stopping');
  await server.close(drainMs);
  await service.stop();
  await options.dispose();
  logger.info('stopped');
}
