import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type SigningKey, servicePrincipal, signPrincipal } from '@campusgraph/auth';
import { PRINCIPAL_HEADER, type Service } from '@campusgraph/graphql';
import { newId } from '@campusgraph/persistence';

/** A new tenant and its first user, who may do everything in it. */
export interface Founder {
  name: string;
  /** IANA name, such as Asia/Shanghai. */
  timeZone: string;
  locale: 'zh-CN' | 'en';
  founder: { name: string; login: string; password: string };
}

/**
 * Founds an organization: what only the operator of the platform can do, who holds the gateway's key. The gateway itself
 * does not pass this path on. Throws with the service's own words when it refuses.
 */
export async function foundOrganization(
  organization: Service | undefined,
  founder: Founder,
  { key, now }: { key: SigningKey; now: Date },
): Promise<{ organizationId: string; founderId: string }> {
  if (organization === undefined) throw new Error('The organization service does not run in this process.');
  // The principal's organization is the one to be.
  const operator = servicePrincipal('operator', newId());
  const answer = await organization.http({
    method: 'POST',
    path: '/internal/organizations',
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/json', [PRINCIPAL_HEADER]: await signPrincipal(operator, key, now) },
    body: Readable.from([JSON.stringify(founder)]),
  });
  const body = typeof answer.body === 'string' ? answer.body : await text(answer.body);
  if (answer.status !== 201) throw new Error(`The organization was not founded (${answer.status}): ${body}`);
  return JSON.parse(body) as { organizationId: string; founderId: string };
}
