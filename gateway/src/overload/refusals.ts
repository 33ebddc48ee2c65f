import type { GraphQLError } from 'graphql';
import { gatewayError } from '../errors.ts';

const RETRY_AFTER_S = 1;

/** There is more to do than the gateway can: nothing of the request was begun. */
export const overloaded = (): GraphQLError =>
  gatewayError({
    code: 'OVERLOADED',
    status: 503,
    headers: { 'retry-after': String(RETRY_AFTER_S) },
    messages: {
      en: `There is more to do than can be done in time, so this request was not begun. Try again in ${RETRY_AFTER_S} s, and wait longer each time.`,
      'zh-CN': `系统繁忙,本次请求未被执行。请 ${RETRY_AFTER_S} 秒后重试,并逐次延长等待时间。`,
    },
    extensions: { retryAfterS: RETRY_AFTER_S },
  });

/** Whoever asks has as many requests under way as one may: nothing of this one was begun. */
export const tooManyRequests = (limit: number): GraphQLError =>
  gatewayError({
    code: 'TOO_MANY_REQUESTS',
    status: 429,
    headers: { 'retry-after': String(RETRY_AFTER_S) },
    messages: {
      en: `${limit} of your requests are under way, and no more are allowed at once. Wait for their answers, or try again in ${RETRY_AFTER_S} s.`,
      'zh-CN': `您已有 ${limit} 个请求正在处理,达到同时请求数上限。请等待其返回,或 ${RETRY_AFTER_S} 秒后重试。`,
    },
    extensions: { limit, retryAfterS: RETRY_AFTER_S },
  });
