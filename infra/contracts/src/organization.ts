import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { id, instant, locale } from './fields.ts';

/** Aggregate: Organization. */
export const organizationFounded = defineEvent('organization.organization.founded.v1', {
  organizationId: id,
  name: z.string(),
  timeZone: z.string(),
  locale,
});
/** Aggregate: Branch. Every service that needs a branch's name or zone keeps its own copy from this. */
export const branchOpened = defineEvent('organization.branch.opened.v1', {
  branchId: id,
  code: z.string(),
  name: z.string(),
  regionId: id,
  timeZone: z.string(),
});
/** Aggregate: Staff. `role` is a key of ROLES; a TEACHER becomes a Teacher of the same id in academics. */
export const staffJoined = defineEvent('organization.staff.joined.v1', {
  staffId: id,
  name: z.string(),
  role: z.string(),
  branchIds: z.array(id),
  email: z.string().nullable(),
});
/** Aggregate: Account. The code is single-use, and useless once the account is active or `expiresAt` has passed. */
export const accountInvited = defineEvent('organization.account.invited.v1', {
  accountId: id,
  guardianId: id,
  login: z.string(),
  name: z.string(),
  activationCode: z.string(),
  expiresAt: instant,
});
/** Aggregate: ClientApp or token; the gateway stops honouring what is named within seconds. */
export const clientAppRevoked = defineEvent('organization.client-app.revoked.v1', { clientAppId: id });
