import { paymentReceived, ticketAnswered } from '@campusgraph/contracts';
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

const PREFER = `mutation ($input: SetPreferenceInput!) { setPreference(input: $input) {
  preference { preferredChannel quietFrom quietTo mutedKeys } } }`;

describe('what a guardian wishes', () => {
  test('the phone does not ring at night; a mail comes at once', async () => {
    app.clock.set(shanghai('23:00'));
    const [ringing, silent] = [await app.chain({ email: null }), await app.chain()];
    await app.tell(paymentReceived, ringing.at, payment(ringing));
    await app.tell(paymentReceived, silent.at, payment(silent));
    expect(phone.taken).toHaveLength(0);
    expect(mail.taken).toHaveLength(1);
    const [held] = await deliveriesOf(app, ringing);
    expect(held).toMatchObject({ status: 'QUEUED', attempts: 0, nextTryAt: shanghai('08:00', '03').toISOString() });
    app.clock.set(shanghai('08:00', '03'));
    await app.service.idle();
    expect(phone.taken).toHaveLength(1);
  });

  test('the preferred channel comes first, and a muted notice is not sent', async () => {
    const chain = await app.chain();
    const set = await app.ask(chain.guardian, PREFER, {
      input: { preferredChannel: 'SMS', quietFrom: '22:00', quietTo: '07:30', mutedKeys: ['TICKET_ANSWERED'] },
    });
    expect(set.data.setPreference.preference).toEqual({
      preferredChannel: 'SMS',
      quietFrom: '22:00',
      quietTo: '07:30',
      mutedKeys: ['TICKET_ANSWERED'],
    });
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(phone.taken).toHaveLength(1);
    await app.tell(ticketAnswered, chain.at, {
      ticketId: newId(),
      number: 'T2026-000001',
      guardianId: chain.guardianId,
      studentId: null,
      subject: 'x',
      messageId: newId(),
      isFirstResponse: true,
      firstResponseMinutes: 1,
      answeredAt: '2026-03-02T02:00:00.000Z',
    });
    expect(await deliveriesOf(app, chain, { templateKey: 'TICKET_ANSWERED' })).toMatchObject([{ status: 'MUTED' }]);
    expect(phone.taken).toHaveLength(1);
  });

  test('what the school owes cannot be muted, nobody sets another’s wishes, and 25:00 is no time', async () => {
    const chain = await app.chain();
    const refused = async (input: Record<string, unknown>) => codeOf(await app.ask(chain.guardian, PREFER, { input }));
    expect(await refused({ mutedKeys: ['REFUND_PAID'] })).toBe('NOTICE_NOT_MUTABLE');
    expect(await refused({ guardianId: newId() })).toBe('NOT_YOUR_FAMILY');
    expect(await refused({ quietFrom: '25:00' })).toBe('INVALID_QUIET_HOURS');
    const unknown = await app.ask(chain.hq, PREFER, { input: { guardianId: newId() } });
    expect(codeOf(unknown)).toBe('GUARDIAN_NOT_FOUND');
  });
});
