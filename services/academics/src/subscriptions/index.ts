import { derived, type Subscription } from '@campusgraph/events';
import { onBranchOpened } from './on-branch-opened.ts';
import { onGuardianContactChanged } from './on-guardian-contact-changed.ts';
import { onLeadConverted } from './on-lead-converted.ts';
import { onPayRuleSet } from './on-pay-rule-set.ts';
import { onStaffJoined } from './on-staff-joined.ts';

/** What academics listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(onGuardianContactChanged, onPayRuleSet),
  onBranchOpened,
  onStaffJoined,
  onLeadConverted,
];
