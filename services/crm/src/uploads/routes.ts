import { Readable } from 'node:stream';
import type { Principal } from '@campusgraph/auth';
import { DomainError, type ErrorKind, forbidden, type Locale, notFound, unauthenticated } from '@campusgraph/errors';
import {
  CORRELATION_HEADER,
  createLimiter,
  type HttpRequest,
  type HttpResponse,
  type Limiter,
  noSuchRoute,
  type Subgraph,
} from '@campusgraph/graphql';
import type { Logger } from '@campusgraph/logging';
import type { Database } from '@campusgraph/persistence';
import { LeadImport } from '../persistence/entities/lead-import.ts';
import { UPLOAD_LIMITS, type UploadLimits } from './limits.ts';
import { createPlaces, type TakePlace } from './places.ts';
import { runImport } from './run-import.ts';
import { spool } from './spool.ts';

export interface RouteOptions {
  database: Database;
  subgraph: Subgraph;
  clock: () => Date;
  logger: Logger;
  limits?: Partial<UploadLimits> | undefined;
}

/** What all uploads of this process share. */
interface Shared extends RouteOptions {
  limits: UploadLimits;
  takePlace: TakePlace;
  workbooks: Limiter;
}

const PATH = /^\/uploads\/leads\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/iu;
const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  'not-found': 404,
  forbidden: 403,
  conflict: 409,
  unauthenticated: 401,
};
/** A workbook of the largest size takes some seconds. */
const WAIT_FOR_WORKBOOKS_MS = 600_000;
/** Where HTTP has a word of its own. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = { TOO_MANY_UPLOADS: 429, UPLOAD_TOO_SLOW: 408 };

/** `PUT /uploads/leads/<importId>`: the file of an announced import; answers a line of JSON per chunk of rows. */
export function createRoutes(options: RouteOptions): (request: HttpRequest) => Promise<HttpResponse> {
  const limits = { ...UPLOAD_LIMITS, ...options.limits };
  const workbooks = createLimiter({
    inFlight: limits.workbooksAtOnce,
    waiting: limits.atOnce,
    patienceMs: WAIT_FOR_WORKBOOKS_MS,
  });
  const shared: Shared = { ...options, limits, takePlace: createPlaces(limits), workbooks };
  return async (request) => {
    const [, importId] = PATH.exec(request.path) ?? [];
    if (!importId || (request.method !== 'PUT' && request.method !== 'POST')) return noSuchRoute(request);
    let locale: Locale = request.headers['accept-language']?.startsWith('en') ? 'en' : 'zh-CN';
    try {
      const principal = await importer(options.subgraph, request);
      locale = principal.locale;
      return await upload(shared, request, principal, importId);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // Whoever is refused may still be sending, and reads the answer only afterwards.
      request.body.resume();
      return refuse(error, locale);
    }
  };
}

async function importer(subgraph: Subgraph, { headers }: HttpRequest): Promise<Principal> {
  const principal = await subgraph.authenticate(headers);
  if (!principal) throw unauthenticated({ en: 'Sign in first.', 'zh-CN': '请先登录。' });
  if (principal.scopes.includes('lead:import')) return principal;
  throw forbidden(
    'FORBIDDEN',
    { en: 'Your token lacks the scope lead:import.', 'zh-CN': '您的令牌缺少权限 lead:import。' },
    { requiredScopes: ['lead:import'] },
  );
}

async function upload(
  { database, clock, logger, limits, takePlace, workbooks }: Shared,
  { headers, body }: HttpRequest,
  principal: Principal,
  importId: string,
): Promise<HttpResponse> {
  const leadImport = await database.read(principal, (em) => em.findOne(LeadImport, { id: importId }));
  if (!leadImport) throw notFound('LeadImport', importId);
  // Sent again after the answer got lost: the answer is the same.
  if (leadImport.status === 'FINISHED' || leadImport.status === 'FAILED') {
    body.resume();
    return json(200, lastLine(leadImport, principal.locale), 'application/x-ndjson');
  }
  const leave = takePlace(principal.organizationId);
  try {
    const file = await spool(body, { sha256: leadImport.fileSha256, sizeBytes: leadImport.sizeBytes }, limits);
    const correlationId = headers[CORRELATION_HEADER] ?? crypto.randomUUID();
    const run = {
      ...{ database, principal, correlationId, clock, leadImport },
      path: file.path,
      mostRows: limits.rows,
    };
    const lines = Readable.from(progress(runImport({ ...run, workbooks }), principal.locale, logger));
    // Whether it was read to its end or its reader went away, the file is not kept, nor its place.
    lines.once('close', () => void file.remove().finally(leave));
    return { status: 200, headers: { 'content-type': 'application/x-ndjson' }, body: lines };
  } catch (error) {
    leave();
    throw error;
  }
}

/** How a stream ends when the other side hangs up. */
const GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'ECONNABORTED']);

async function* progress(run: ReturnType<typeof runImport>, locale: Locale, logger: Logger): AsyncGenerator<string> {
  try {
    let last: LeadImport | undefined;
    for await (const { state, bytes } of run) {
      last = state;
      yield `${JSON.stringify({ ...counts(state), bytes })}\n`;
    }
    if (last) yield `${JSON.stringify(lastLine(last, locale))}\n`;
  } catch (error) {
    // A client that went away is no fault of ours, and sends the file again.
    const level = GONE.has((error as { code?: string }).code ?? '') ? 'info' : 'error';
    if (!(error instanceof DomainError)) logger[level]({ err: error }, 'import interrupted');
    const message =
      locale === 'en'
        ? 'The import was interrupted; send the file again to go on.'
        : '导入中断,请重新上传该文件以继续。';
    const reason = error instanceof DomainError ? refusal(error, locale) : { code: 'IMPORT_INTERRUPTED', message };
    yield `${JSON.stringify({ error: reason })}\n`;
  }
}

const counts = ({ rowsDone, imported, duplicates, rejected }: LeadImport) => ({
  rowsDone,
  imported,
  duplicates,
  rejected,
});

const lastLine = (state: LeadImport, locale: Locale) => ({
  ...counts(state),
  rowsTotal: state.rowsTotal,
  status: state.status,
  issues: state.duplicates + state.rejected,
  bytes: state.sizeBytes,
  failure: state.failure?.[locale] ?? null,
});

const refusal = (error: DomainError, locale: Locale) => ({
  ...error.details,
  code: error.code,
  message: error.messages[locale],
});

const refuse = (error: DomainError, locale: Locale): HttpResponse => {
  const answer = json(STATUS_OF_CODE[error.code] ?? STATUS[error.kind], { error: refusal(error, locale) });
  const { retryAfterS } = error.details;
  return retryAfterS === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterS) } };
};

const json = (status: number, body: object, contentType = 'application/json'): HttpResponse => ({
  status,
  headers: { 'content-type': contentType },
  body: `${JSON.stringify(body)}\n`,
});
