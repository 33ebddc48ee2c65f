import { organizationFounded } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberOrganization, shipTemplates } from '../commands/remember.ts';

/** The school's name, zone and language. */
export const onOrganizationNamed = on(organizationFounded, ({ data: { name, timeZone, locale } }, unit) =>
  rememberOrganization(unit, { name, timeZone, locale }),
);

/** Its texts to start with. */
export const onOrganizationFounded = on(organizationFounded, (_, unit) => shipTemplates(unit));
