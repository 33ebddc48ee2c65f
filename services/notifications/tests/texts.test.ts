import { paymentReceived } from '@campusgraph/contracts';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LOCALES, NOTICE_KEYS } from '../src/domain/template-keys.ts';
import { codeOf, shanghai } from './deliveries.ts';
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

const SAVE = `mutation ($input: SaveTemplateInput!) { saveTemplate(input: $input) { template { templateVersion subject variables } } }`;

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
    expect(list.data.templates.totalCount).toBe(NOTICE_KEYS.length * LOCALES.length);
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
