import { organizationFounded } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { shipDefaults } from '../commands/ship-defaults.ts';

/** A new organization starts with the shipped plan and surveys. */
export const onOrganizationFounded = on(organizationFounded, (_, unit) => shipDefaults(unit));
