import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { id, instant } from './fields.ts';

/**
 * Facts about messages themselves. Any service records them: its name is in the data. The aggregate is the parked message,
 * whose id is `parkedMessageId`: one per service and message.
 */
const message = { parkedMessageId: id, service: z.string(), messageId: id };

/** Aggregate: the parked message. A service could not apply it; `error` may quote personal data. `tries` 0: malformed. */
export const messageParked = defineEvent('events.message.parked.v1', {
  ...message,
  /** The type of the event that could not be applied. */
  type: z.string(),
  error: z.string(),
  tries: z.number().int().nonnegative(),
  parkedAt: instant,
});
/** Aggregate: the parked message. An operator wants `service` to try once more; nobody else is meant. */
export const messageReplayRequested = defineEvent('events.message.replay-requested.v1', message);
/** Aggregate: the parked message. It has been applied. */
export const messageReplayed = defineEvent('events.message.replayed.v1', { ...message, replayedAt: instant });
/** Aggregate: the parked message. It failed again and waits on; `tries` counts all of them. */
export const messageReplayFailed = defineEvent('events.message.replay-failed.v1', {
  ...message,
  error: z.string(),
  tries: z.number().int().positive(),
});
