/** How lesson hours are deducted (rules.md, "Deduction of lesson hours"). */
export interface DeductionPolicy {
  /** What share of the lesson is charged, in hundredths: 100 is all of it, 0 nothing. */
  charges: Readonly<Record<ChargeKey, number>>;
  /** Leave that is asked for later than this before the lesson is LEAVE_LATE. */
  leaveCutOffHours: number;
  order: 'PAID_FIRST' | 'GIFT_FIRST';
  /** How far an account may go below zero, in hundredths of lessons; beyond it a deduction is refused. */
  arrearsLimitHundredths: number;
}

export type ChargeKey =
  | 'PRESENT'
  | 'LATE'
  | 'EARLY_LEAVE'
  | 'LEAVE_IN_TIME'
  | 'LEAVE_LATE'
  | 'NO_SHOW'
  | 'SCHOOL_CANCELLED'
  | 'TRIAL'
  | 'MAKE_UP';

/** What a lesson given for free is worth when it is taken (rules.md, "Revenue"). */
export interface RevenuePolicy {
  giftLessons: 'ZERO' | 'ALLOCATED';
}

/** How a refund is reckoned and who decides (rules.md, "Refund"). */
export interface RefundPolicy {
  giftTreatment: 'EXCLUDED' | 'POOLED';
  clawback: 'NONE' | 'LIST_PRICE';
  /** Days from signing in which nothing is clawed back. */
  unconditionalDays: number;
  /** Working days in which an approved refund is to be paid. */
  payOutWorkingDays: number;
  /** Up to this and inside the policy nobody has to approve. */
  automaticUpToFen: number;
  /** Above this only headquarters approves. */
  headquartersAboveFen: number;
}

/** What a quote says beside its figures. */
export interface SalesPolicy {
  termsVersion: string;
  quoteValidDays: number;
}

/** Every kind of policy and the shape of its body. */
export interface PolicyBodies {
  DEDUCTION: DeductionPolicy;
  REVENUE: RevenuePolicy;
  REFUND: RefundPolicy;
  SALES: SalesPolicy;
}
export type PolicyKind = keyof PolicyBodies;

/** A policy as it applied, with what a figure has to remember of it. */
export interface AppliedPolicy<Kind extends PolicyKind> {
  /** `SHIPPED` or the number of an organization's own version, kept with every figure reckoned by it. */
  version: string;
  body: PolicyBodies[Kind];
}

/** The shipped presets: they apply wherever an organization has set nothing else. */
export const SHIPPED_POLICIES: { readonly [Kind in PolicyKind]: AppliedPolicy<Kind> } = {
  DEDUCTION: {
    version: 'SHIPPED',
    body: {
      charges: {
        PRESENT: 100,
        LATE: 100,
        EARLY_LEAVE: 100,
        LEAVE_IN_TIME: 0,
        LEAVE_LATE: 100,
        NO_SHOW: 100,
        SCHOOL_CANCELLED: 0,
        TRIAL: 0,
        MAKE_UP: 100,
      },
      leaveCutOffHours: 24,
      order: 'PAID_FIRST',
      arrearsLimitHundredths: 200,
    },
  },
  REVENUE: { version: 'SHIPPED', body: { giftLessons: 'ZERO' } },
  REFUND: {
    version: 'SHIPPED',
    body: {
      giftTreatment: 'EXCLUDED',
      clawback: 'NONE',
      unconditionalDays: 7,
      payOutWorkingDays: 10,
      automaticUpToFen: 20_000,
      headquartersAboveFen: 2_000_000,
    },
  },
  SALES: { version: 'SHIPPED', body: { termsVersion: '2026-01', quoteValidDays: 14 } },
};

/** One version that an organization set, for all of its branches or for one. */
export interface PolicyVersion {
  kind: PolicyKind;
  branchId?: string | null | undefined;
  number: number;
  validFrom: Date;
  body: PolicyBodies[PolicyKind];
}

/** The version that applies: the branch's own before the organization's, the latest to have become valid, else as shipped. */
export function choosePolicy<Kind extends PolicyKind>(
  kind: Kind,
  versions: readonly PolicyVersion[],
  branchId: string,
  at: Date,
): AppliedPolicy<Kind> {
  const [chosen] = versions
    .filter((one) => one.kind === kind && one.validFrom <= at && (!one.branchId || one.branchId === branchId))
    .sort(
      (a, b) =>
        Number(Boolean(b.branchId)) - Number(Boolean(a.branchId)) ||
        b.validFrom.getTime() - a.validFrom.getTime() ||
        b.number - a.number,
    );
  if (!chosen) return SHIPPED_POLICIES[kind];
  return { version: String(chosen.number), body: chosen.body as PolicyBodies[Kind] };
}
