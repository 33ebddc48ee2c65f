import { describe, expect, test } from '@jest/globals';
import { afterQuietHours, checkQuietHours, SHIPPED_QUIET_HOURS } from './quiet-hours.ts';
import { checkTemplate, render } from './render.ts';
import { afterFailure } from './retry.ts';
import { waysTo } from './route.ts';
import { SHIPPED_TEMPLATES } from './shipped-templates.ts';
import { LOCALES, NOTICE_KEYS } from './template-keys.ts';
import { lessons, paymentMethodName, wallDay, wallTime, yuan } from './wording.ts';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};
const shanghai = (text: string) => new Date(`2026-03-${text}:00+08:00`);

describe('what a notice says', () => {
  test('every shipped text, in both languages, uses only what its notice knows', () => {
    for (const key of NOTICE_KEYS) {
      for (const locale of LOCALES)
        expect(codeOf(() => checkTemplate(key, SHIPPED_TEMPLATES[key][locale]))).toBeUndefined();
    }
  });

  test('a receipt names the amount, the way of paying and its number', () => {
    const values = {
      guardianName: '王女士',
      number: 'C2026-1',
      receiptNumber: 'R-7',
      amount: yuan(150_000),
      method: '微信支付',
    };
    const { subject, body } = render(SHIPPED_TEMPLATES.PAYMENT_RECEIVED['zh-CN'], values);
    expect(subject).toBe('收款收据 R-7');
    expect(body).toBe('王女士,您好!已收到合同 C2026-1 的款项 ¥1,500.00(微信支付),收据号 R-7。谢谢!');
  });

  test('a name with braces stays a name, and a subject stays one line', () => {
    const text = { subject: 'To {{guardianName}}', body: '{{guardianName}}' };
    expect(render(text, { guardianName: '{{token}}\r\nBcc: all@example.com', token: 'secret' })).toEqual({
      subject: 'To {{token}} Bcc: all@example.com',
      body: '{{token}}\r\nBcc: all@example.com',
    });
  });

  test('a text that says what the notice does not know, or nothing, is refused', () => {
    expect(codeOf(() => checkTemplate('REFUND_PAID', { subject: 'x', body: '{{token}}' }))).toBe(
      'UNKNOWN_TEMPLATE_VARIABLE',
    );
    expect(codeOf(() => checkTemplate('REFUND_PAID', { subject: ' ', body: 'x' }))).toBe('EMPTY_TEXT');
    expect(codeOf(() => checkTemplate('REFUND_PAID', { subject: 'x'.repeat(201), body: 'x' }))).toBe('TEXT_TOO_LONG');
  });

  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [697_500, '¥6,975.00'],
    [-1, '-¥0.01'],
    [123_456_789_01, '¥123,456,789.01'],
  ])('%d fen read as %s', (fen, text) => {
    expect(yuan(fen)).toBe(text);
  });

  test('lessons, times and ways of paying are in the reader’s language and the branch’s zone', () => {
    expect(lessons(2_000)).toBe('20');
    expect(lessons(150)).toBe('1.5');
    expect(wallTime('2026-03-02T10:30:00.000Z', 'Asia/Shanghai', 'zh-CN')).toMatch(/3月2日.*周一.*18:30/);
    expect(wallTime('2026-03-02T10:30:00.000Z', 'Asia/Shanghai', 'en')).toBe('Mon, Mar 2, 18:30');
    expect(wallDay('2026-03-02T20:30:00.000Z', 'Asia/Shanghai', 'zh-CN')).toBe('2026年3月3日');
    expect(paymentMethodName('ALIPAY', 'zh-CN')).toBe('支付宝');
  });
});

describe('quiet hours', () => {
  const quiet = (now: Date) => afterQuietHours(now, SHIPPED_QUIET_HOURS, 'Asia/Shanghai');

  test('a message at 23:15 waits until 08:00, one at 07:59 too, one at 08:00 goes', () => {
    expect(quiet(shanghai('02T23:15'))).toEqual(shanghai('03T08:00'));
    expect(quiet(shanghai('03T07:59'))).toEqual(shanghai('03T08:00'));
    expect(quiet(shanghai('03T08:00'))).toEqual(shanghai('03T08:00'));
    expect(quiet(shanghai('03T21:29'))).toEqual(shanghai('03T21:29'));
  });

  test('a siesta does not reach over midnight', () => {
    const siesta = { from: '12:00', to: '14:00' };
    expect(afterQuietHours(shanghai('02T12:30'), siesta, 'Asia/Shanghai')).toEqual(shanghai('02T14:00'));
    expect(afterQuietHours(shanghai('02T23:30'), siesta, 'Asia/Shanghai')).toEqual(shanghai('02T23:30'));
  });

  test('in the night when the clocks change it is still 08:00 on the wall', () => {
    const night = new Date('2026-03-28T23:00:00+01:00');
    expect(afterQuietHours(night, SHIPPED_QUIET_HOURS, 'Europe/Berlin')).toEqual(new Date('2026-03-29T08:00:00+02:00'));
  });

  test('the same time twice means no quiet hours, and 24:00 is no time', () => {
    const never = { from: '00:00', to: '00:00' };
    expect(afterQuietHours(shanghai('02T00:00'), never, 'Asia/Shanghai')).toEqual(shanghai('02T00:00'));
    expect(codeOf(() => checkQuietHours({ from: '21:00', to: '24:00' }))).toBe('INVALID_QUIET_HOURS');
  });
});

describe('the way to a guardian', () => {
  const both = { email: 'wang@example.com', phone: '+8613800138000' };

  test('is e-mail where there is an address, unless he prefers the phone', () => {
    expect(waysTo(both).map(({ channel }) => channel)).toEqual(['EMAIL', 'SMS']);
    expect(waysTo(both, 'SMS').map(({ channel }) => channel)).toEqual(['SMS', 'EMAIL']);
    expect(waysTo({ phone: both.phone })).toEqual([{ channel: 'SMS', to: both.phone }]);
  });

  test('is none where nothing is known of him, or everything failed', () => {
    expect(waysTo(undefined)).toEqual([]);
    expect(waysTo(both, 'EMAIL', ['EMAIL', 'SMS'])).toEqual([]);
  });
});

describe('a try that failed', () => {
  const after = (triesInChannel: number, permanent = false, hasOtherChannel = true) =>
    afterFailure({ triesInChannel, permanent, hasOtherChannel });

  test('is repeated after a minute, then after longer and longer', () => {
    expect([1, 2, 3, 4].map((tries) => after(tries))).toEqual(
      [1, 5, 30, 120].map((minutes) => ({ kind: 'again', afterMs: minutes * 60_000 })),
    );
  });

  test('the fifth time, or where the address is refused for good, goes by the other channel', () => {
    expect(after(5)).toEqual({ kind: 'other-channel' });
    expect(after(1, true)).toEqual({ kind: 'other-channel' });
  });

  test('without another channel is given up', () => {
    expect(after(5, false, false)).toEqual({ kind: 'give-up' });
  });
});
