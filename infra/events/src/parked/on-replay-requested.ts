import { messageReplayRequested } from '@campusgraph/contracts';
import type { Applier } from '../consumer/apply-events.ts';
import { on, type Subscription } from '../subscription.ts';
import { tryParked } from './replay-parked.ts';

/** An operator asked for it in the graph; every service listens, and the one that parked the message tries it once more. */
export const onReplayRequested = (applier: Applier): Subscription =>
  on(messageReplayRequested, async ({ data: { service, messageId } }, unit) => {
    if (service === applier.database.service) await tryParked(applier, unit, messageId);
  });
