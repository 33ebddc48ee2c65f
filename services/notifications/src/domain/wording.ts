import type { Locale } from '@campusgraph/errors';

/** `¥3,000.00`, exactly, from whole fen. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${whole}.${digits.slice(-2)}`;
}

/** Lessons from hundredths: `20`, `1.5`. */
export const lessons = (hundredths: number): string => String(hundredths / 100);

/** An instant on the wall clock of `timeZone`: `3月2日 周一 18:30`, `Mon, Mar 2, 18:30`. */
export const wallTime = (instant: string, timeZone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone,
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));

/** The day of an instant on the calendar of `timeZone`. */
export const wallDay = (instant: string, timeZone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium' }).format(new Date(instant));

/** The last day before an instant at which something ends; in words where the end is not known. */
export const lastWallDay = (endsAt: string | null, timeZone: string, locale: Locale): string =>
  endsAt === null ? OPEN_END[locale] : wallDay(new Date(Date.parse(endsAt) - 1).toISOString(), timeZone, locale);

const OPEN_END: Record<Locale, string> = { 'zh-CN': '另行通知', en: 'further notice' };
/** A day of the calendar, `YYYY-MM-DD`, in words. */
export const calendarDay = (day: string, locale: Locale): string => wallDay(`${day}T00:00:00Z`, 'UTC', locale);

const METHODS: Record<string, Record<Locale, string>> = {
  CASH: { 'zh-CN': '现金', en: 'cash' },
  CARD: { 'zh-CN': '银行卡', en: 'card' },
  BANK_TRANSFER: { 'zh-CN': '银行转账', en: 'bank transfer' },
  WECHAT_PAY: { 'zh-CN': '微信支付', en: 'WeChat Pay' },
  ALIPAY: { 'zh-CN': '支付宝', en: 'Alipay' },
  WALLET: { 'zh-CN': '账户余额', en: 'wallet' },
};

/** A way of paying, in words. */
export const paymentMethodName = (method: string, locale: Locale): string => METHODS[method]?.[locale] ?? method;
