import { organizationFounded } from '@campusgraph/contracts';
import type { Locale } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkTimeZone } from '../domain/branch.ts';
import { checkText } from '../domain/grant.ts';
import { Organization } from '../persistence/entities/organization.ts';
import type { Staff } from '../persistence/entities/staff.ts';
import { addStaff } from './add-staff.ts';

export interface FoundOrganization {
  name: string;
  timeZone: string;
  locale: Locale;
  /** The first person of headquarters, who adds all others. */
  founder: { name: string; login: string; password: string };
}

/** A new tenant with its first account. The unit's principal is the SERVICE principal of the organization to be. */
export async function foundOrganization(
  unit: UnitOfWork,
  input: FoundOrganization,
): Promise<{ organization: Organization; founder: Staff }> {
  const { em, principal, now } = unit;
  checkTimeZone(input.timeZone);
  const organization = em.create(Organization, {
    id: principal.organizationId,
    organizationId: principal.organizationId,
    createdAt: now,
    name: checkText('name', input.name),
    timeZone: input.timeZone,
    locale: input.locale,
  });
  unit.record(organizationFounded, organization, {
    organizationId: organization.id,
    name: organization.name,
    timeZone: input.timeZone,
    locale: input.locale,
  });
  const founder = await addStaff(unit, { ...input.founder, role: 'HQ' });
  return { organization, founder };
}
