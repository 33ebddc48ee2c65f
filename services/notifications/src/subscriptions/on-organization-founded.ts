import { organizationFounded } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberOrganization } from '../commands/remember.ts';

/** The school's name, and its texts to start with. */
export const onOrganizationFounded = on(organizationFounded, ({ data: { name, timeZone, locale } }, unit) =>
  rememberOrganization(unit, { name, timeZone, locale }),
);
