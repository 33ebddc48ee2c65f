import {
  accountInvited,
  classGroupOpened,
  contractActivated,
  lessonCancelled,
  lessonRescheduled,
  paymentReceived,
  refundApproved,
  refundPaid,
  studentEnrolled,
  studentWithdrawn,
  surveyInvited,
  ticketAnswered,
} from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { migrationDrift, principals } from '@campusgraph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';
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

const shanghai = (time: string, day = '02') => new Date(`2026-03-${day}T${time}:00+08:00`);

const DELIVERIES = `query ($filter: DeliveryFilter) { deliveries(filter: $filter) { totalCount nodes {
  id templateKey channel status attempts error subject body sentAt nextTryAt recipient { id } student { id } branch { id } tries { provider channel error } } } }`;
const PREFER = `mutation ($input: SetPreferenceInput!) { setPreference(input: $input) {
  preference { preferredChannel quietFrom quietTo mutedKeys } } }`;
const RETRY = `mutation ($id: ID!) { retryDelivery(input: { deliveryId: $id }) { delivery { status } } }`;
const SAVE = `mutation ($input: SaveTemplateInput!) { saveTemplate(input: $input) { template { templateVersion subject variables } } }`;

const deliveries = async ({ desk }: Chain, filter: Record<string, unknown> = {}) =>
  (await app.ask(desk, DELIVERIES, { filter })).data.deliveries.nodes;
const codeOf = (answer: Awaited<ReturnType<typeof app.ask>>) => answer.errors?.[0]?.extensions.code;

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
    expect(await deliveries(chain)).toMatchObject([
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
    expect(await deliveries(chain)).toMatchObject([{ status: 'QUEUED', body: null }]);
    mail.mood = 'works';
    app.clock.advance({ minutes: 1 });
    await app.service.idle();
    expect(mail.taken[0]?.body).toContain('激活码 K7Q2-9PXM');
    expect(await deliveries(chain)).toMatchObject([{ status: 'SENT', body: null }]);
  });

  test('reaches a guardian by the login where organization was quicker than crm', async () => {
    const chain = await app.chain();
    const unknown = { ...chain, guardianId: newId() };
    await app.tell(accountInvited, chain.at, { ...invited(unknown), login: '+8613900139000' });
    expect(phone.taken.map(({ to }) => to)).toEqual(['+8613900139000']);
  });
});

describe('a change of the timetable', () => {
  const lesson = (classGroupId: string) => ({
    scheduledLessonId: newId(),
    classGroupId,
    courseId: newId(),
    teacherId: newId(),
    roomId: newId(),
    startsAt: '2026-03-07T10:30:00.000Z',
    endsAt: '2026-03-07T12:00:00.000Z',
    lessonHundredths: 100,
  });

  async function classOfTwo(chain: Chain) {
    const [classGroupId, courseId] = [newId(), newId()];
    const opened = { classGroupId, name: '英语启蒙 A 班', courseId, teacherId: newId(), capacity: 8 };
    await app.tell(classGroupOpened, chain.at, opened);
    const enrolled = (studentId: string, guardianId: string, studentName: string) => ({
      enrollmentId: newId(),
      studentId,
      guardianId,
      classGroupId,
      courseId,
      studentName,
      enrolledAt: '2026-03-01T02:00:00.000Z',
      firstLessonAt: null,
    });
    const own = enrolled(chain.studentId, chain.guardianId, '李小明');
    const other = enrolled(newId(), newId(), '张小红');
    await app.tell(studentEnrolled, chain.at, own);
    await app.tell(studentEnrolled, chain.at, other);
    return { classGroupId, own, other };
  }

  test('is told to the guardians of everybody in the class, at the branch’s time, at night too', async () => {
    const chain = await app.chain({ email: null });
    const { classGroupId } = await classOfTwo(chain);
    app.clock.set(shanghai('23:00'));
    await app.tell(lessonCancelled, chain.at, { ...lesson(classGroupId), reason: '老师生病' });
    expect(phone.taken).toHaveLength(1);
    expect(phone.taken[0]?.body).toMatch(/李小明 的 英语启蒙 A 班 3月7日.*18:30 的课取消,原因:老师生病/);
    expect(await deliveries(chain, { templateKey: 'LESSON_CANCELLED' })).toHaveLength(2);
  });

  test('is not told to who has left the class', async () => {
    const chain = await app.chain();
    const { classGroupId, own } = await classOfTwo(chain);
    const { enrollmentId, studentId, guardianId } = own;
    const left = { enrollmentId, studentId, guardianId, classGroupId, withdrawnAt: '2026-03-02T02:00:00.000Z' };
    await app.tell(studentWithdrawn, chain.at, left);
    await app.tell(lessonRescheduled, chain.at, {
      ...lesson(classGroupId),
      previousStartsAt: '2026-03-06T10:30:00.000Z',
      previousEndsAt: '2026-03-06T12:00:00.000Z',
      reason: '教室维修',
    });
    expect(mail.taken).toHaveLength(0);
    expect(await deliveries(chain)).toMatchObject([{ templateKey: 'LESSON_RESCHEDULED', status: 'QUEUED' }]);
  });
});

describe('what a guardian wishes', () => {
  test('the phone does not ring at night; a mail comes at once', async () => {
    app.clock.set(shanghai('23:00'));
    const [ringing, silent] = [await app.chain({ email: null }), await app.chain()];
    await app.tell(paymentReceived, ringing.at, payment(ringing));
    await app.tell(paymentReceived, silent.at, payment(silent));
    expect(phone.taken).toHaveLength(0);
    expect(mail.taken).toHaveLength(1);
    const [held] = await deliveries(ringing);
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
    expect(await deliveries(chain, { templateKey: 'TICKET_ANSWERED' })).toMatchObject([{ status: 'MUTED' }]);
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

describe('when a provider fails', () => {
  const advance = async (minutes: number) => {
    app.clock.advance({ minutes });
    await app.service.idle();
  };

  test('it is asked again after a minute, and the receipt still arrives once', async () => {
    const chain = await app.chain();
    mail.mood = 'away';
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(await deliveries(chain)).toMatchObject([{ status: 'QUEUED', attempts: 1, error: 'Error: nobody answers' }]);
    mail.mood = 'works';
    await advance(1);
    expect(await deliveries(chain)).toMatchObject([{ status: 'SENT', attempts: 2, error: null }]);
    expect(mail.taken).toHaveLength(1);
  });

  test('an address that is refused for good is left for the phone at once', async () => {
    const chain = await app.chain();
    mail.mood = 'refuses';
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(phone.taken).toHaveLength(1);
    expect(await deliveries(chain)).toMatchObject([{ status: 'SENT', channel: 'SMS', attempts: 2 }]);
  });

  test('with no channel left it has failed, and can be tried again by hand', async () => {
    const chain = await app.chain();
    mail.mood = phone.mood = 'away';
    await app.tell(paymentReceived, chain.at, payment(chain));
    for (const minutes of [1, 5, 30, 120, 1, 5, 30, 120]) await advance(minutes);
    const [failed] = await deliveries(chain);
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
    expect(await deliveries(chain)).toMatchObject([{ status: 'QUEUED', error: 'No address is known.' }]);
  });
});

describe('texts', () => {
  test('a school writes its own, as a new version that is used at once', async () => {
    const chain = await app.chain();
    const input = {
      key: 'PAYMENT_RECEIVED',
      locale: 'zh-CN',
      subject: '{{schoolName}} 收据',
      body: '收到 {{amount}}。',
    };
    const { data } = await app.ask(chain.hq, SAVE, { input });
    expect(data.saveTemplate.template).toMatchObject({ templateVersion: 2 });
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(mail.taken).toMatchObject([{ subject: '晨光教育 收据', body: '收到 ¥1,500.00。' }]);
    const list = await app.ask(chain.hq, '{ templates(first: 100) { totalCount } }');
    expect(list.data.templates.totalCount).toBe(18);
  });

  test('a text with an unknown variable, in a language nobody reads, or by one branch alone is refused', async () => {
    const chain = await app.chain();
    const text = { key: 'REFUND_PAID', locale: 'en', subject: 'x', body: 'y' };
    const refused = async (who: Chain['hq'], change: Record<string, unknown>) =>
      codeOf(await app.ask(who, SAVE, { input: { ...text, ...change } }));
    expect(await refused(chain.hq, { body: '{{token}}' })).toBe('UNKNOWN_TEMPLATE_VARIABLE');
    expect(await refused(chain.hq, { locale: 'fr' })).toBe('UNKNOWN_LOCALE');
    const manager = principals.staff({ organizationId: chain.organizationId, branchIds: [chain.branchId] });
    expect(await refused(manager, {})).toBe('ORGANIZATION_WIDE_TEXT');
  });
});

describe('who sees a notice', () => {
  test('its family and its branch; not another family, a sibling branch or another chain', async () => {
    const chain = await app.chain();
    const { organizationId, branchId, guardianId, studentId } = chain;
    await app.tell(paymentReceived, chain.at, payment(chain));
    const of = [
      { __typename: 'Guardian', id: guardianId },
      { __typename: 'Student', id: studentId },
    ];
    const counts = async (principal: Chain['hq']) => {
      const { data } = await app.ask(
        principal,
        `query ($of: [_Any!]!) { _entities(representations: $of) {
          ... on Guardian { notices { totalCount } notificationPreference { preferredChannel } }
          ... on Student { notices { totalCount } } } }`,
        { of },
      );
      const [guardian, student] = data._entities;
      return [guardian.notices.totalCount, student.notices.totalCount, guardian.notificationPreference !== null];
    };
    expect(await counts(chain.guardian)).toEqual([1, 1, true]);
    expect(await counts(chain.desk)).toEqual([1, 1, true]);
    expect(await counts(chain.hq)).toEqual([1, 1, true]);
    const stranger = principals.guardian({ organizationId, guardianId: newId(), branchIds: [branchId] });
    expect(await counts(stranger)).toEqual([0, 0, false]);
    expect(await counts(principals.staff({ organizationId, branchIds: [newId()] }))).toEqual([0, 0, false]);
    expect(await counts(principals.hq({ organizationId: newId() }))).toEqual([0, 0, false]);
  });
});

test('the migrations make exactly the tables that the entities describe', async () => {
  expect(await migrationDrift(schema, app.urls)).toEqual([]);
});
