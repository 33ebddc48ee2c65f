import { derived, type Subscription } from '@campusgraph/events';
import { onLeadConverted } from './on-lead-converted.ts';
import { onMessageParked, onMessageReplayed, onMessageReplayFailed } from './on-message.ts';

/** What organization listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(onMessageParked, onMessageReplayed, onMessageReplayFailed),
  onLeadConverted,
];
