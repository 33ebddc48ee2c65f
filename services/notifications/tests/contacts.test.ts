import { guardianContactChanged, leadConverted, paymentReceived } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deliveriesOf, shanghai } from './deliveries.ts';
import { type Chain, payment, postOffice, startNotifications } from './harness.ts';

const mail = postOffice('EMAIL');
let app: Awaited<ReturnType<typeof startNotifications>>;
beforeAll(async () => {
  app = await startNotifications([mail.provider]);
});
afterAll(() => app.stop());
beforeEach(() => {
  Object.assign(mail, { mood: 'works' }).taken.length = 0;
  app.clock.set(shanghai('10:00'));
});

const contact = (guardianId: string, email: string | null, name = '王女士') => ({
  guardianId,
  name,
  phone: '+8613800138000',
  email,
  locale: 'zh-CN' as const,
  preferredChannel: 'PHONE' as const,
  hasConsent: true,
});

const change = (chain: Chain, email: string | null) =>
  app.tell(guardianContactChanged, { ...chain.at, aggregateId: chain.guardianId }, contact(chain.guardianId, email));

const RETRY = `mutation ($id: ID!) { retryDelivery(input: { deliveryId: $id }) { delivery { status } } }`;

describe('where a guardian is reached', () => {
  test('a notice that failed arrives once the address was put right and it is tried again', async () => {
    const chain = await app.chain({ email: 'wnag@example.com' });
    mail.mood = 'refuses';
    await app.tell(paymentReceived, chain.at, payment(chain));
    const [failed] = await deliveriesOf(app, chain);
    expect(failed.status).toBe('FAILED');
    mail.mood = 'works';
    await change(chain, 'wang@example.com');
    const retried = await app.ask(chain.hq, RETRY, { id: failed.id });
    expect(retried.data.retryDelivery.delivery.status).toBe('QUEUED');
    await app.service.idle();
    expect(mail.taken.map(({ to }) => to)).toEqual(['wang@example.com']);
    expect(await deliveriesOf(app, chain)).toMatchObject([{ id: failed.id, status: 'SENT' }]);
  });

  test('a walk-in who was never a lead gets the receipt', async () => {
    const chain = await app.chain();
    const walkIn = { ...chain, guardianId: newId(), studentId: newId() };
    await change(walkIn, 'walk-in@example.com');
    await app.tell(paymentReceived, walkIn.at, payment(walkIn));
    expect(mail.taken.map(({ to }) => to)).toEqual(['walk-in@example.com']);
  });

  test('a conversion that is heard of late does not bring the old address back', async () => {
    const chain = await app.chain();
    const guardianId = newId();
    const late = { ...chain, guardianId };
    await change(late, 'new@example.com');
    const at = app.clock().toISOString();
    await app.tell(leadConverted, chain.at, {
      leadId: newId(),
      channel: 'WALK_IN',
      sourceName: 'door',
      capturedAt: at,
      convertedAt: at,
      householdId: newId(),
      guardian: { guardianId, name: '王女士', phone: '+8613800138000', email: 'old@example.com', locale: 'zh-CN' },
      student: { studentId: chain.studentId, name: '李小明', birthDate: null },
    });
    await app.tell(paymentReceived, late.at, payment(late));
    expect(mail.taken.map(({ to }) => to)).toEqual(['new@example.com']);
  });
});
