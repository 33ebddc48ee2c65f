import { invalid } from '@campusgraph/errors';

export const TICKET_TYPES = [
  'QUESTION',
  'COMPLAINT',
  'ATTENDANCE',
  'BILLING',
  'SCHEDULING',
  'TECHNICAL',
  'OTHER',
] as const;
export type TicketType = (typeof TICKET_TYPES)[number];
export const TICKET_PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

/** What is promised to a customer. Minutes are business minutes of the branch's calendar. */
export interface ServiceTargets {
  firstResponseMinutes: number;
  nextResponseMinutes: number;
  resolutionMinutes: number;
  /** Calendar days after the resolution in which the customer may reopen. */
  reopenWindowDays: number;
  /** What a new ticket gets unless somebody says otherwise. */
  priority: TicketPriority;
}

/** Targets for a branch and a type (null: all of them), valid from an instant until another. */
export interface PolicyScope {
  branchId?: string | null | undefined;
  ticketType?: TicketType | null | undefined;
  validFrom: Date;
  validTo?: Date | null | undefined;
}

/** What an organization starts with, as its policies of version 1. */
export const SHIPPED_POLICIES: readonly { ticketType: TicketType | null; targets: ServiceTargets }[] = [
  {
    ticketType: null,
    targets: {
      firstResponseMinutes: 240,
      nextResponseMinutes: 240,
      resolutionMinutes: 1_350,
      reopenWindowDays: 7,
      priority: 'NORMAL',
    },
  },
  {
    ticketType: 'COMPLAINT',
    targets: {
      firstResponseMinutes: 60,
      nextResponseMinutes: 120,
      resolutionMinutes: 900,
      reopenWindowDays: 7,
      priority: 'HIGH',
    },
  },
];

/** The one that applies: a branch's own before the organization's, then the type's own before the general one. */
export function choosePolicy<Policy extends PolicyScope>(
  policies: readonly Policy[],
  { branchId, type, at }: { branchId: string; type: TicketType; at: Date },
): Policy | undefined {
  const rank = (policy: Policy): number => (policy.branchId ? 2 : 0) + (policy.ticketType ? 1 : 0);
  return policies
    .filter(
      (policy) =>
        (policy.branchId ?? branchId) === branchId &&
        (policy.ticketType ?? type) === type &&
        policy.validFrom <= at &&
        (!policy.validTo || at < policy.validTo),
    )
    .toSorted((a, b) => rank(b) - rank(a))[0];
}

/** The shipped targets of a type: they hold until an organization has policies of its own. */
export const shippedTargets = (type: TicketType): ServiceTargets => {
  const [general, ...special] = SHIPPED_POLICIES;
  if (!general) throw new Error('The shipped policies begin with the general one.');
  return (special.find(({ ticketType }) => ticketType === type) ?? general).targets;
};

const MOST_MINUTES = 60 * 24 * 90;

/** Targets as they may be stored: whole, positive. Throws INVALID_TARGET, naming it. */
export function checkTargets(targets: ServiceTargets): ServiceTargets {
  const limits = {
    firstResponseMinutes: MOST_MINUTES,
    nextResponseMinutes: MOST_MINUTES,
    resolutionMinutes: MOST_MINUTES,
    reopenWindowDays: 365,
  };
  for (const [name, most] of Object.entries(limits)) {
    const value = targets[name as keyof typeof limits];
    if (Number.isInteger(value) && value >= 1 && value <= most) continue;
    throw invalid(
      'INVALID_TARGET',
      {
        en: `${name} must be a whole number from 1 to ${most}, not ${value}.`,
        'zh-CN': `${name} 须为 1 到 ${most} 的整数,收到 ${value}。`,
      },
      { name, value, most },
    );
  }
  return targets;
}
