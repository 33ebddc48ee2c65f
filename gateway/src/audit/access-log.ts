import { servicePrincipal } from '@campusgraph/auth';
import { PRINCIPAL_HEADER } from '@campusgraph/graphql';
import type { Logger } from '@campusgraph/logging';
import type { SignPrincipal } from '../authentication/principal-signer.ts';
import type { ForwardHttp } from '../options.ts';
import type { Bulkhead } from '../subgraphs/bulkhead.ts';
import { withTimeout } from '../subgraphs/with-timeout.ts';

/** Who is about to be told which personal data, as organization keeps it. */
export interface Access {
  organizationId: string;
  actorKind: string;
  actorId: string;
  /** The operation's name in the client's document. */
  operation: string | null;
  /** `Guardian.phone` … */
  fields: readonly string[];
  correlationId: string;
}

/** True once the access is on record; false when it may not be. Never rejects. */
export type RecordAccess = (access: Access) => Promise<boolean>;

/** One record is some 300 bytes; a post stays far below what a service reads. */
const RECORDS_PER_POST = 1_000;

/** A post may hold records of several organizations, so it belongs to none; and it may do nothing else. */
const GATEWAY = {
  ...servicePrincipal('gateway', '00000000-0000-0000-0000-000000000000'),
  branches: [],
  scopes: [],
};

export interface AccessLogOptions {
  forwardHttp: ForwardHttp;
  signPrincipal: SignPrincipal;
  /** What an organization that hangs may hold of the gateway. */
  bulkhead: Bulkhead;
  /** How long organization may take for one post. */
  timeoutMs: number;
  logger: Logger;
}

/**
 * Writes accesses down at organization, in groups: while one post is under way further records wait, and all of them go
 * together in the next. So the number of posts is bounded by how fast organization answers, not by the number of requests,
 * and a record waits for two posts at most.
 */
export function createAccessLog({
  forwardHttp,
  signPrincipal,
  bulkhead,
  timeoutMs,
  logger,
}: AccessLogOptions): RecordAccess {
  const waiting: { access: Access; settle: (isRecorded: boolean) => void }[] = [];
  let isPosting = false;
  const post = async (accesses: readonly Access[]): Promise<boolean> => {
    try {
      const headers = { 'content-type': 'application/json', [PRINCIPAL_HEADER]: await signPrincipal(GATEWAY) };
      const request = { method: 'POST', path: '/internal/accesses', headers, body: JSON.stringify(accesses) };
      const { status, body } = await withTimeout(forwardHttp('organization', request), timeoutMs);
      if (status !== 204) throw new Error(`/internal/accesses answers HTTP ${status}: ${body}`);
      return true;
    } catch (error) {
      const correlationIds = accesses.map(({ correlationId }) => correlationId);
      logger.error({ err: error, correlationIds }, 'organization does not record accesses to personal data');
      return false;
    }
  };
  const postAll = async (): Promise<void> => {
    isPosting = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, RECORDS_PER_POST);
      const isRecorded = await post(group.map(({ access }) => access));
      for (const { settle } of group) settle(isRecorded);
    }
    isPosting = false;
  };
  const record = async (access: Access): Promise<true> => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    waiting.push({ access, settle: resolve });
    if (!isPosting) void postAll();
    if (!(await promise)) throw new Error('not recorded');
    return true;
  };
  return (access) => bulkhead(access, () => record(access)).catch(() => false);
}
