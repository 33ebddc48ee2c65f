import { paymentReceived } from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { newId, openDatabase } from '@campusgraph/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claimDue } from '../src/persistence/queries/due-deliveries.ts';
import { schema } from '../src/persistence/schema.ts';
import { createService } from '../src/service.ts';
import { type Chain, payment, postOffice, startNotifications } from './harness.ts';

const mail = postOffice('EMAIL');
let app: Awaited<ReturnType<typeof startNotifications>>;
beforeAll(async () => {
  app = await startNotifications([mail.provider]);
});
afterAll(() => app.stop());
beforeEach(() => {
  Object.assign(mail, { mood: 'works' }).taken.length = 0;
});

/** Receipts that wait for a provider that is away, due in a minute. */
async function waitingReceipts(chain: Chain, count: number): Promise<void> {
  mail.mood = 'away';
  await app.tellAll(
    paymentReceived,
    chain.at,
    Array.from({ length: count }, () => payment(chain)),
  );
  mail.mood = 'works';
  app.clock.advance({ minutes: 1 });
}

describe('the worker', () => {
  test('of another replica takes what a dead one had in hand, when its claim has ended', async () => {
    const chain = await app.chain();
    // A claim by somebody who never comes back, on what became due just now.
    const database = await openDatabase(schema, app.urls);
    mail.mood = 'away';
    await app.tell(paymentReceived, chain.at, payment(chain));
    const due = new Date(app.clock().getTime() + 60_000);
    const claimed = await claimDue(database, { now: due, until: new Date(due.getTime() + 300_000), limit: 10 });
    await database.close();
    expect(claimed.get(chain.organizationId)).toHaveLength(1);
    mail.mood = 'works';
    app.clock.advance({ minutes: 5 });
    await app.service.idle();
    expect(mail.taken).toHaveLength(0);
    app.clock.advance({ minutes: 1 });
    await app.service.idle();
    expect(mail.taken).toHaveLength(1);
  });

  test('and another one at work at the same time send each notice once', async () => {
    const chain = await app.chain();
    const transport = createEmbeddedTransport();
    const replica = await createService(
      {
        database: app.urls,
        transport,
        gatewayJwks: { keys: [] },
        clock: app.clock,
        logger: createLogger({ service: 'notifications', level: 'silent' }),
      },
      { providers: [mail.provider] },
    );
    await waitingReceipts(chain, 150);
    await replica.start();
    await Promise.all([app.service.idle(), replica.idle()]);
    const ids = mail.taken.map(({ deliveryId }) => deliveryId);
    expect(ids).toHaveLength(150);
    expect(new Set(ids).size).toBe(150);
    await replica.stop();
    await transport.close();
  });

  test('sends for every chain, each under its own row-level security', async () => {
    const chains = [await app.chain(), await app.chain({ email: 'zhou@example.com' }), await app.chain()];
    for (const chain of chains) await app.tell(paymentReceived, chain.at, payment(chain), newId());
    expect(mail.taken.map(({ to }) => to)).toEqual(['wang@example.com', 'zhou@example.com', 'wang@example.com']);
  });
});
