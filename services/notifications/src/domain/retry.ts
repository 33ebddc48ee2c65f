const MINUTE_MS = 60_000;

/** How long to wait after the first, second … failed try in one channel; after the last of them the channel is given up. */
const WAITS_MS = [1, 5, 30, 120].map((minutes) => minutes * MINUTE_MS);

export type NextStep =
  | { kind: 'again'; afterMs: number }
  /** The same message by another channel, at once. */
  | { kind: 'other-channel' }
  | { kind: 'give-up' };

/**
 * After a failed try. `triesInChannel` counts it; `permanent`: the provider said that this address will never do, so trying
 * it again would only annoy them.
 */
export function afterFailure(failure: {
  triesInChannel: number;
  permanent: boolean;
  hasOtherChannel: boolean;
}): NextStep {
  const afterMs = WAITS_MS[failure.triesInChannel - 1];
  if (!failure.permanent && afterMs !== undefined) return { kind: 'again', afterMs };
  return failure.hasOtherChannel ? { kind: 'other-channel' } : { kind: 'give-up' };
}
