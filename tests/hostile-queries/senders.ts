import { type Principal, ROLES, type Scope } from '@campusgraph/auth';
import type { AttackedGraph } from '../tokens/attacked-graph.ts';
import type { Sender } from './hostile-query.ts';

/** What each of them sends along to be known. */
export async function headersOfSenders(graph: AttackedGraph): Promise<Record<Sender, Record<string, string>>> {
  const bearer = async (kind: Principal['kind'], scopes: readonly Scope[]) => {
    const subject = crypto.randomUUID();
    const family = kind === 'GUARDIAN' ? { guardianId: subject } : {};
    const principal: Principal = {
      kind,
      subject,
      organizationId: graph.organizationId,
      branches: 'ALL',
      scopes: [...scopes],
      locale: 'en',
    };
    return { authorization: `Bearer ${await graph.token({ ...principal, ...family })}` };
  };
  return {
    HQ: await bearer('STAFF', ROLES.HQ),
    GUARDIAN: await bearer('GUARDIAN', ROLES.GUARDIAN),
    PARTNER: await bearer('PARTNER', ['student:read', 'attendance:read']),
    ANONYMOUS: {},
  };
}
