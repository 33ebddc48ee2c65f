import { text } from 'node:stream/consumers';
import { DomainError, unauthenticated } from '@campusgraph/errors';
import { CORRELATION_HEADER, type HttpRequest, type HttpResponse } from '@campusgraph/graphql';
import { z } from 'zod';
import { foundOrganization } from '../commands/found-organization.ts';
import { json, type RouteOptions } from './route-options.ts';

const inputSchema = z.object({
  name: z.string(),
  timeZone: z.string(),
  locale: z.enum(['zh-CN', 'en']),
  founder: z.object({ name: z.string(), login: z.string(), password: z.string() }),
});

/**
 * POST /internal/organizations: a new tenant. Only an operator of the platform, who holds the gateway's key, can sign the
 * SERVICE principal that it takes; its organizationId is the new tenant's. The gateway does not pass this path on.
 */
export async function foundingRoute(
  { database, subgraph, clock }: RouteOptions,
  request: HttpRequest,
): Promise<HttpResponse> {
  try {
    const principal = await subgraph.authenticate(request.headers);
    if (principal?.kind !== 'SERVICE')
      throw unauthenticated({
        en: 'Only an operator founds an organization.',
        'zh-CN': '只有平台运维人员可以创建机构。',
      });
    const input = inputSchema.safeParse(JSON.parse(await text(request.body)));
    if (!input.success) return json(400, { code: 'INVALID_INPUT', message: z.prettifyError(input.error) });
    const scope = {
      principal,
      now: clock(),
      correlationId: request.headers[CORRELATION_HEADER] ?? crypto.randomUUID(),
    };
    const { organization, founder } = await database.write(scope, (unit) => foundOrganization(unit, input.data));
    return json(201, { organizationId: organization.id, founderId: founder.id });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return json(error.kind === 'unauthenticated' ? 401 : 400, { code: error.code, message: error.message });
  }
}
