import { paymentReceived } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { codeOf, deliveriesOf, shanghai } from './deliveries.ts';
import { payment, postOffice, startNotifications } from './harness.ts';

const mail = postOffice('EMAIL');
const phone = postOffice('SMS');
let app: Awaited<ReturnType<typeof startNotifications>>;
beforeAll(async () => {
  app = await startNotifications([mail.provider, phone.provider]);
});
afterAll(() => app.stop());
beforeEach(() => {
  for (const office of [mail, phone]) Object.assign(office, { mood: 'works' }).taken.length = 0;
  app.clock.set(shanghai('10:00'));
});

const RETRY = `mutation ($id: ID!) { retryDelivery(input: { deliveryId: $id }) { delivery { status } } }`;

describe('when a provider fails', () => {
  const advance = async (minutes: number) => {
    app.clock.advance({ minutes });
    await app.service.idle();
  };

  test('it is asked again after a minute, and the receipt still arrives once', async () => {
    const chain = await app.chain();
    mail.mood = 'away';
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(await deliveriesOf(app, chain)).toMatchObject([
      { status: 'QUEUED', attempts: 1, error: 'Error: nobody answers' },
    ]);
    mail.mood = 'works';
    await advance(1);
    expect(await deliveriesOf(app, chain)).toMatchObject([{ status: 'SENT', attempts: 2, error: null }]);
    expect(mail.taken).toHaveLength(1);
  });

  test('an address that is refused for good is left for the phone at once', async () => {
    const chain = await app.chain();
    mail.mood = 'refuses';
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(phone.taken).toHaveLength(1);
    expect(await deliveriesOf(app, chain)).toMatchObject([{ status: 'SENT', channel: 'SMS', attempts: 2 }]);
  });

  test('with no channel left it has failed, and can be tried again by hand', async () => {
    const chain = await app.chain();
    mail.mood = phone.mood = 'away';
    await app.tell(paymentReceived, chain.at, payment(chain));
    for (const minutes of [1, 5, 30, 120, 1, 5, 30, 120]) await advance(minutes);
    const [failed] = await deliveriesOf(app, chain);
    expect(failed).toMatchObject({ status: 'FAILED', attempts: 10, error: 'Error: nobody answers' });
    expect(codeOf(await app.ask(chain.hq, RETRY, { id: newId() }))).toBe('DELIVERY_NOT_FOUND');
    mail.mood = 'works';
    await app.ask(chain.hq, RETRY, { id: failed.id });
    await app.service.idle();
    expect(mail.taken).toHaveLength(1);
    expect(codeOf(await app.ask(chain.hq, RETRY, { id: failed.id }))).toBe('DELIVERY_NOT_FAILED');
  });

  test('a guardian whom nobody has told us of yet is waited for', async () => {
    const chain = await app.chain();
    const guardianId = newId();
    await app.tell(paymentReceived, chain.at, { ...payment(chain), guardianId });
    expect(await deliveriesOf(app, chain)).toMatchObject([{ status: 'QUEUED', error: 'No address is known.' }]);
  });
});
