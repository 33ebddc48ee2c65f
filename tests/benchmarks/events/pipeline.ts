/** A way for events to get from where they are recorded to where they have an effect. */
export interface Pipeline {
  /** Sends `count` events as fast as they go. Returns the milliseconds until the last has its effect. */
  drain(count: number): Promise<number>;
  /** Sends `perSecond` events for so many seconds. Returns how many milliseconds each took to its effect. */
  offer(perSecond: number, seconds: number): Promise<number[]>;
  close(): Promise<void>;
}

/** How many things the events are about. */
export const AGGREGATES = 1_000;
export const BATCH = 500;
const TICK_MS = 4;

/** Calls `send` every few milliseconds with how many are due by then, until all are sent. */
export async function atRate(
  perSecond: number,
  seconds: number,
  send: (count: number) => Promise<void>,
): Promise<void> {
  const total = perSecond * seconds;
  const sending: Promise<void>[] = [];
  const started = performance.now();
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * perSecond) / 1000));
    if (due > sent) sending.push(send(due - sent));
    sent = due;
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(sending);
}
