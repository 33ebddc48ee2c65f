import type { EventEnvelope } from '@campusgraph/contracts';
import type { LoggedEvent } from '../log.ts';

/** The logs of several services as one, by time; within each in its order. Reads a log only when the next of it is wanted. */
export async function* mergeLogs(logs: readonly AsyncGenerator<LoggedEvent>[]): AsyncGenerator<EventEnvelope> {
  try {
    const heads = await Promise.all(logs.map((log) => log.next()));
    for (;;) {
      let first = -1;
      heads.forEach((head, n) => {
        if (head.done) return;
        const earliest = heads[first];
        if (!earliest || earliest.done || head.value.envelope.occurredAt < earliest.value.envelope.occurredAt)
          first = n;
      });
      const head = heads[first];
      const log = logs[first];
      if (!head || head.done || !log) return;
      yield head.value.envelope;
      heads[first] = await log.next();
    }
  } finally {
    await Promise.all(logs.map((log) => log.return(undefined)));
  }
}
