import { newId } from '@campusgraph/persistence';
import { connectJetStream, createEmbeddedTransport, type EventTransport } from '../../src/index.ts';
import { quiet } from './service.ts';

/** Every transport that has to keep the contract; each call makes one of its own, with nothing in it. */
export const TRANSPORTS: [name: string, open: () => Promise<EventTransport>][] = [
  ['embedded', async () => createEmbeddedTransport()],
  [
    'JetStream',
    () => connectJetStream({ servers: natsUrl(), stream: `TEST_${newId().replaceAll('-', '')}`, logger: quiet }),
  ],
];

export function natsUrl(): string {
  const url = process.env.TEST_NATS_URL;
  if (!url) throw new Error('TEST_NATS_URL is missing; run tests through `npm test` or jest at the root.');
  return url;
}
