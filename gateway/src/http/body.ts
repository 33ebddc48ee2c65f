import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { badRequest, gatewayError } from '../errors.ts';

const tooLarge = (limitBytes: number): GraphQLError =>
  gatewayError({
    code: 'PAYLOAD_TOO_LARGE',
    status: 413,
    // What is left of the body is not read, so the connection cannot be used again.
    headers: { connection: 'close' },
    messages: {
      en: `The request is larger than ${limitBytes} bytes. Send files to /uploads instead.`,
      'zh-CN': `请求超过 ${limitBytes} 字节,文件请通过 /uploads 上传。`,
    },
    extensions: { limitBytes },
  });

const unsupportedEncoding = (encoding: string): GraphQLError =>
  gatewayError({
    code: 'UNSUPPORTED_CONTENT_ENCODING',
    status: 415,
    messages: {
      en: `The request is encoded as "${encoding}". Send it as plain UTF-8.`,
      'zh-CN': `不支持请求编码“${encoding}”,请以 UTF-8 明文发送。`,
    },
  });

/** A megabyte takes no longer on any line worth the name; who sends a byte a minute only holds a connection. */
const BODY_TIMEOUT_MS = 30_000;

/** The whole body as text; throws a GraphQLError with an HTTP status when it is too large or compressed. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity') throw unsupportedEncoding(encoding);
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const patience = setTimeout(() => request.destroy(new Error('the body did not arrive in time')), BODY_TIMEOUT_MS);
  try {
    return await collect(request, limitBytes);
  } finally {
    clearTimeout(patience);
  }
}

async function collect(request: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk as Buffer);
  }
  return decodeUtf8(Buffer.concat(chunks));
}

/** Bytes that are no UTF-8 would become other characters than were sent. */
function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badRequest({ en: 'The body is not UTF-8.', 'zh-CN': '请求体不是有效的 UTF-8。' });
  }
}

const JSON_TYPE = /^application\/(graphql-response\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/**
 * A JSON body parsed; undefined for any other content type, which `readParameters` then refuses. Throws for broken JSON, and
 * for a key that is there twice: whoever looks at requests on their way here may have read the other one.
 */
export function parseJsonBody(contentType: string | undefined, text: string): unknown {
  if (!contentType || !JSON_TYPE.test(contentType)) return undefined;
  const body = parse(text);
  const twice = repeatedKey(text);
  if (twice !== undefined)
    throw badRequest({ en: `The body has "${twice}" twice.`, 'zh-CN': `请求体中“${twice}”出现了两次。` });
  return withoutEmptyName(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest({ en: 'The body is not JSON.', 'zh-CN': '请求体不是有效的 JSON。' });
  }
}

/** A string with its quotes, a bracket, or what may stand between them. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/** The first key that an object of valid JSON has twice on its outermost level. */
function repeatedKey(text: string): string | undefined {
  const keys = new Set<string>();
  let level = 0;
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') level += 1;
    else if (token === '}' || token === ']') level -= 1;
    else if (token === ':' && level === 1) {
      const key = JSON.parse(last) as string;
      if (keys.has(key)) return key.slice(0, 50);
      keys.add(key);
    }
    last = token;
  }
  return undefined;
}

/** Some clients send `operationName: ""` for "the only one". */
function withoutEmptyName(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'operationName' in body && body.operationName === ''
    ? { ...body, operationName: null }
    : body;
}
