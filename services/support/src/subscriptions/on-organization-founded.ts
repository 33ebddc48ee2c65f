import { organizationFounded } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { adoptShippedPolicies } from '../commands/adopt-shipped-policies.ts';

/** A new chain starts with the shipped service policies. */
export const onOrganizationFounded = on(organizationFounded, ({ occurredAt }, unit) =>
  adoptShippedPolicies(unit, new Date(occurredAt)),
);
