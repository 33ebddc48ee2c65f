/** How a school gives seats: data with valid dates, of all branches or of one. */
export interface SeatPolicy {
  /** How long an offered seat is held. */
  offerHours: number;
  /** How long before the next lesson of either class a family may no longer choose. */
  choiceCutOffHours: number;
}

/** What applies where a school has said nothing. */
export const SHIPPED_SEAT_POLICY: SeatPolicy = { offerHours: 24, choiceCutOffHours: 24 };

interface SeatPolicyVersion extends SeatPolicy {
  branchId?: string | null | undefined;
  validFrom: Date;
  createdAt: Date;
}

/** The branch's own before the organization's, of these the latest to have become valid, else as shipped. */
export function chooseSeatPolicy(versions: readonly SeatPolicyVersion[], branchId: string, at: Date): SeatPolicy {
  const [chosen] = versions
    .filter((one) => one.validFrom <= at && (!one.branchId || one.branchId === branchId))
    .toSorted(
      (a, b) =>
        Number(Boolean(b.branchId)) - Number(Boolean(a.branchId)) ||
        b.validFrom.getTime() - a.validFrom.getTime() ||
        b.createdAt.getTime() - a.createdAt.getTime(),
    );
  return chosen ?? SHIPPED_SEAT_POLICY;
}
