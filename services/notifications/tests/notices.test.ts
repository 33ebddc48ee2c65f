import {
  accountInvited,
  contractActivated,
  paymentReceived,
  refundApproved,
  refundPaid,
  surveyInvited,
  ticketAnswered,
} from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deliveriesOf, shanghai } from './deliveries.ts';
import { type Chain, payment, postOffice, startNotifications } from './harness.ts';

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

describe('a notice', () => {
  test('of a payment is the receipt, by e-mail, in the guardian’s language', async () => {
    const chain = await app.chain();
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(mail.taken).toEqual([
      {
        deliveryId: expect.any(String),
        to: 'wang@example.com',
        subject: '收款收据 R2026-000007',
        body: '王女士,您好!已收到合同 C2026-000001 的款项 ¥1,500.00(微信支付),收据号 R2026-000007。谢谢!',
      },
    ]);
    expect(await deliveriesOf(app, chain)).toMatchObject([
      {
        templateKey: 'PAYMENT_RECEIVED',
        channel: 'EMAIL',
        status: 'SENT',
        attempts: 1,
        nextTryAt: null,
        recipient: { id: chain.guardianId },
        student: { id: chain.studentId },
        branch: { id: chain.branchId },
        tries: [{ provider: 'office-email', error: null }],
      },
    ]);
  });

  test('to an English reader is in English', async () => {
    const chain = await app.chain({ name: 'Ms Wang', locale: 'en' });
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(mail.taken[0]?.body).toContain('Dear Ms Wang, we received ¥1,500.00 (WeChat Pay)');
  });

  test('goes to the phone where there is no e-mail address', async () => {
    const chain = await app.chain({ email: null });
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(phone.taken.map(({ to }) => to)).toEqual(['+8613800138000']);
  });

  test('is sent once for a fact that arrives twice', async () => {
    const chain = await app.chain();
    const [data, id] = [payment(chain), newId()];
    await app.tell(paymentReceived, chain.at, data, id);
    await app.tell(paymentReceived, chain.at, data, id);
    expect(mail.taken).toHaveLength(1);
  });

  test('is written for a contract, an answer, a survey and a refund', async () => {
    const chain = await app.chain();
    const { guardianId, studentId } = chain;
    const contract = { contractId: newId(), number: 'C2026-000001', studentId, guardianId, courseId: newId() };
    await app.tell(contractActivated, chain.at, {
      ...contract,
      totalFen: 300_000,
      paidLessonHundredths: 2_000,
      giftLessonHundredths: 200,
      startsOn: '2026-03-09',
      isRenewal: false,
      activatedAt: '2026-03-02T02:00:00.000Z',
    });
    await app.tell(ticketAnswered, chain.at, {
      ticketId: newId(),
      number: 'T2026-000001',
      guardianId,
      studentId,
      subject: '关于旷课',
      messageId: newId(),
      isFirstResponse: true,
      firstResponseMinutes: 60,
      answeredAt: '2026-03-02T02:00:00.000Z',
    });
    await app.tell(surveyInvited, chain.at, {
      invitationId: newId(),
      surveyId: newId(),
      kind: 'CSAT',
      guardianId,
      studentId,
      token: 'ABC123',
      subject: '请为我们的服务打分',
      expiresAt: '2026-03-09T20:00:00.000Z',
    });
    const refund = { ...contract, refundRequestId: newId(), amountFen: 240_000 };
    await app.tell(refundApproved, chain.at, { ...refund, approvedAt: '2026-03-02T02:00:00.000Z' });
    await app.tell(refundPaid, chain.at, { ...refund, method: 'ALIPAY', paidAt: '2026-03-02T02:00:00.000Z' });
    const bodies = mail.taken.map(({ body }) => body).join('\n');
    expect(mail.taken).toHaveLength(5);
    expect(bodies).toContain('(总额 ¥3,000.00)已生效:正课 20 课时,赠课 2 课时,2026-03-09 起上课');
    expect(bodies).toContain('「关于旷课」(T2026-000001)有新回复');
    expect(bodies).toContain('问卷码 ABC123,2026年3月10日 前有效');
    expect(bodies).toContain('退款 ¥2,400.00 已支付(支付宝)');
  });
});

describe('the code to sign in with', () => {
  const invited = ({ guardianId }: Chain) => ({
    accountId: newId(),
    guardianId,
    login: '+8613800138000',
    name: '王女士',
    activationCode: 'K7Q2-9PXM',
    expiresAt: '2026-03-09T02:00:00.000Z',
  });

  test('reaches the guardian, and nobody reads it in the graph, not even before it is sent', async () => {
    const chain = await app.chain();
    mail.mood = 'away';
    await app.tell(accountInvited, chain.at, invited(chain));
    expect(await deliveriesOf(app, chain)).toMatchObject([{ status: 'QUEUED', body: null }]);
    mail.mood = 'works';
    app.clock.advance({ minutes: 1 });
    await app.service.idle();
    expect(mail.taken[0]?.body).toContain('激活码 K7Q2-9PXM');
    expect(await deliveriesOf(app, chain)).toMatchObject([{ status: 'SENT', body: null }]);
  });

  test('reaches a guardian by the login where organization was quicker than crm', async () => {
    const chain = await app.chain();
    const unknown = { ...chain, guardianId: newId() };
    await app.tell(accountInvited, chain.at, { ...invited(unknown), login: '+8613900139000' });
    expect(phone.taken.map(({ to }) => to)).toEqual(['+8613900139000']);
  });
});
