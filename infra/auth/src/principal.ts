import type { Locale } from '@campusgraph/errors';
import { z } from 'zod';
import { SCOPES } from './scopes.ts';

const uuid = z.guid();

const fields = z.object({
  /** Who or what acts. SERVICE is one of our own services handling an event. */
  kind: z.enum(['STAFF', 'GUARDIAN', 'STUDENT', 'PARTNER', 'SERVICE']),
  /** The staff member's, guardian's, student's or client app's id; for SERVICE the service's name. */
  subject: z.string().min(1),
  organizationId: uuid,
  /** `ALL` branches of the organization, or these only. Regions are resolved to branches when the token is made. */
  branches: z.union([z.literal('ALL'), z.array(uuid)]),
  scopes: z.array(z.enum(SCOPES)),
  locale: z.enum(['zh-CN', 'en']) satisfies z.ZodType<Locale>,
  /** For GUARDIAN and STUDENT: the guardian whose family's rows are the only ones to be seen. */
  guardianId: uuid.optional(),
  /** The access token's id (`jti`), by which it is revoked and its use is audited. */
  tokenId: z.string().optional(),
});

/** Row-level security shows every family to whoever names none, so a family's own principal must name it. */
export const principalSchema = fields.refine(
  ({ kind, guardianId }) => guardianId !== undefined || (kind !== 'GUARDIAN' && kind !== 'STUDENT'),
  { path: ['guardianId'], error: 'a guardian or student belongs to a family' },
);

/** On whose behalf a unit of work runs. It comes from a verified token, never from a client's word. */
export type Principal = z.infer<typeof principalSchema>;

/** The principal under which `service` handles an event of `organizationId`: every branch of that one organization. */
export const servicePrincipal = (service: string, organizationId: string): Principal => ({
  kind: 'SERVICE',
  subject: service,
  organizationId,
  branches: 'ALL',
  scopes: [...SCOPES],
  locale: 'zh-CN',
});
