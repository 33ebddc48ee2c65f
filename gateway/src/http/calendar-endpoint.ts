import { CORRELATION_HEADER } from '@campusgraph/graphql';
import { gatewayError } from '../errors.ts';
import type { ForwardHttp } from '../options.ts';
import type { Reply } from './reply.ts';

const FORWARDED = ['if-none-match', 'accept-language', CORRELATION_HEADER];
const RETURNED = ['content-type', 'content-disposition', 'cache-control', 'etag', 'vary'];

const pick = (headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

/**
 * `GET /calendars/<token>.ics`: a calendar program cannot sign in, so that the link itself is the right to read; academics
 * knows whose timetable it opens.
 */
export async function readCalendar(
  forwardHttp: ForwardHttp,
  path: string,
  headers: Record<string, string>,
): Promise<Reply> {
  const asked = { method: 'GET', path, headers: pick(headers, FORWARDED), body: '' };
  const answer = await forwardHttp('academics', asked).catch((cause: unknown) => {
    throw Object.assign(unreachable(), { cause });
  });
  return { status: answer.status, headers: pick(answer.headers, RETURNED), body: answer.body };
}

const unreachable = () =>
  gatewayError({
    code: 'SUBGRAPH_UNAVAILABLE',
    status: 503,
    headers: { 'retry-after': '60' },
    messages: {
      en: 'The service "academics" does not answer. Your calendar program will try again.',
      'zh-CN': '服务“academics”没有响应,日历程序稍后会自动重试。',
    },
    extensions: { subgraph: 'academics' },
  });
