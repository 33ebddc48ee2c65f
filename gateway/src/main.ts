import { once } from 'node:events';
import { createLogger } from '@campusgraph/logging';
import { readGatewayConfig } from './config.ts';
import { createGateway } from './gateway.ts';
import { listen } from './listen.ts';
import { connectSubgraphs } from './transport.ts';

const { port, host, drainMs, logLevel, subgraphUrls, ...config } = await readGatewayConfig(process.env);
const logger = createLogger({ service: 'gateway', level: logLevel });
const { close, ...subgraphs } = connectSubgraphs(subgraphUrls);
const gateway = await createGateway({ ...config, ...subgraphs, clock: () => new Date(), logger });
const server = await listen(gateway, { port, host });
logger.info({ port: server.port }, 'the graph is served');

await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
logger.info('stopping');
gateway.drain();
await server.close(drainMs);
await gateway.stop();
await close();
