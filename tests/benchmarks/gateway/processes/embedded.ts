import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { importSigningKey } from '@campusgraph/auth';
import { callSubgraphs, createGateway, listen } from '@campusgraph/gateway';
import { createLogger } from '@campusgraph/logging';
import { CHECKOUT, SERVICES, TOKEN_ISSUER } from '@campusgraph/stack';
import { createStandIn } from '../stand-in.ts';

/** Our gateway with the stand-ins in its own process, as `npm start` has its services. */
const tokenKeys = JSON.parse(process.env.TOKEN_KEYS ?? '');
const services = SERVICES.map((name) => {
  const sdl = readFileSync(join(CHECKOUT, `services/${name}/schema.graphql`), 'utf8');
  const { answer } = createStandIn(name, sdl, tokenKeys);
  return {
    name,
    graphql: async ({ body }: { body: string }) => answer('/graphql', body),
    http: async ({ path, body }: { path: string; body: Parameters<typeof text>[0] }) => ({
      headers: {},
      ...answer(path, await text(body)),
    }),
  };
});
const gateway = await createGateway({
  ...callSubgraphs(services),
  supergraphSdl: readFileSync(join(CHECKOUT, 'gateway/supergraph.graphql'), 'utf8'),
  signingKey: await importSigningKey(JSON.parse(process.env.GATEWAY_SIGNING_KEY ?? '')),
  issuer: TOKEN_ISSUER,
  clock: () => new Date(),
  limits: { requests: Number(process.env.MAX_REQUESTS) },
  logger: createLogger({ service: 'gateway', level: 'warn' }),
});
await listen(gateway, { port: Number(process.env.PORT), host: '127.0.0.1' });
