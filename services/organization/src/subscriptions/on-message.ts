import { messageParked, messageReplayed, messageReplayFailed } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepParked, keepReplayed, keepReplayFailed } from '../commands/keep-parked-messages.ts';

/** Some service, perhaps this one, could not apply a message: operators see it. */
export const onMessageParked = on(messageParked, (event, unit) => keepParked(unit, event));

/** It was tried again, with success. */
export const onMessageReplayed = on(messageReplayed, ({ data }, unit) => keepReplayed(unit, data));

/** It was tried again, in vain. */
export const onMessageReplayFailed = on(messageReplayFailed, ({ data }, unit) => keepReplayFailed(unit, data));
