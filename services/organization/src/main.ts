import { connectJetStream } from '@campusgraph/events';
import { runService } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { config } from './config.ts';
import { createService } from './service.ts';

const { server, nats, logLevel, ...rest } = await config(process.env);
const logger = createLogger({ service: 'organization', level: logLevel });
const transport = await connectJetStream({ ...nats, logger });
const service = await createService({ ...rest, transport, clock: () => new Date(), logger });
await runService(service, { ...server, logger, dispose: () => transport.close() });
