import { text } from 'node:stream/consumers';
import type { HttpRequest, HttpResponse } from '@campusgraph/graphql';
import { z } from 'zod';
import { recordAccesses } from '../commands/record-accesses.ts';
import { json, type RouteOptions } from './route-options.ts';

const accessesSchema = z.array(
  z.object({
    organizationId: z.guid(),
    actorKind: z.string(),
    actorId: z.string(),
    operation: z.string().nullable(),
    fields: z.array(z.string()).min(1),
    correlationId: z.string(),
  }),
);

/**
 * POST /internal/accesses: the gateway writes down who is about to be told which personal data, before it tells. Only what the
 * gateway signed as a SERVICE passes. 204 when it is on record.
 */
export async function accessesRoute(
  { database, subgraph, clock }: RouteOptions,
  request: HttpRequest,
): Promise<HttpResponse> {
  const principal = await subgraph.authenticate(request.headers).catch(() => null);
  if (principal?.kind !== 'SERVICE') return json(401, { code: 'UNAUTHENTICATED' });
  const accesses = accessesSchema.safeParse(JSON.parse(await text(request.body)));
  if (!accesses.success) return json(400, { code: 'INVALID_INPUT', message: z.prettifyError(accesses.error) });
  await recordAccesses(database, accesses.data, clock());
  return { status: 204, headers: {}, body: '' };
}
