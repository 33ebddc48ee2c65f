import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '@campusgraph/errors';
import type { Bearer } from './authentication/bearer.ts';

/** One request and its answer: what every part of the gateway may need to know about it. */
export interface Exchange {
  readonly correlationId: string;
  /** Where it comes from, as an IP address; empty for one without a socket. */
  readonly clientAddress: string;
  /** What it takes longer than the gateway's patience from here on is for nobody. */
  readonly arrivedAt: Date;
  /** Accept-Language until the principal is known, the principal's own language after. */
  locale: Locale;
  /** Who asks; null for an anonymous request. */
  bearer: Bearer | null;
}

/**
 * Errors arise in many places, most of which know nothing of the request: this carries the exchange to `formatError`.
 */
const storage = new AsyncLocalStorage<Exchange>();

export const runExchange = <Result>(exchange: Exchange, work: () => Promise<Result>): Promise<Result> =>
  storage.run(exchange, work);

/** The exchange that the calling code serves, if any. */
export const currentExchange = (): Exchange | undefined => storage.getStore();

const CORRELATION_ID = /^[\w.:-]{1,128}$/;

/** A client's own correlation id is kept when it is harmless in a log line and a header; else a new one is made. */
export const correlationIdFrom = (header: string | undefined): string =>
  header && CORRELATION_ID.test(header) ? header : crypto.randomUUID();

/**
 * The first language of an Accept-Language header that the graph speaks, by quality; zh-CN when there is none.
 * Any Chinese counts as zh-CN and any English as en.
 */
export function localeFrom(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => quality > 0 && (language === 'zh' || language === 'en'))
    .toSorted((a, b) => b.quality - a.quality);
  return wishes[0]?.language === 'en' ? 'en' : 'zh-CN';
}
