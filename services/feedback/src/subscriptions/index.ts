import { derived, type Subscription } from '@campusgraph/events';
import { onBranchOpened } from './on-branch-opened.ts';
import { onContractActivated } from './on-contract-activated.ts';
import { onOrganizationFounded } from './on-organization-founded.ts';
import { onMoneyReturned, onRefundPaid } from './on-refund-paid.ts';
import { onStaffJoined } from './on-staff-joined.ts';
import { onTicketConfirmed } from './on-ticket-confirmed.ts';

/** What feedback listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(onBranchOpened, onStaffJoined, onMoneyReturned),
  onOrganizationFounded,
  onContractActivated,
  onTicketConfirmed,
  onRefundPaid,
];
