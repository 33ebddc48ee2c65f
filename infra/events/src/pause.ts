/** Resolves after `ms`, or as soon as `signal` aborts; never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

/** A delay that doubles from `firstMs` up to `lastMs`, with jitter so that nine services do not come back as one. */
export function backoff(firstMs: number, lastMs: number): { next(): number; reset(): void } {
  let delayMs = firstMs;
  return {
    next() {
      const now = delayMs;
      delayMs = Math.min(delayMs * 2, lastMs);
      return now * (0.75 + Math.random() / 2);
    },
    reset() {
      delayMs = firstMs;
    },
  };
}

/** Remembers a poke until someone waits for it, so that none is missed between looking and waiting. */
export function doorbell(): { ring(): void; wait(ms: number, signal: AbortSignal): Promise<boolean> } {
  let rung = false;
  let wake = new AbortController();
  return {
    ring() {
      rung = true;
      // A reason of our own: the default one is an exception with a stack trace, for every batch.
      wake.abort('rung');
    },
    /** True when it was rung, false when the time was up. */
    async wait(ms, signal) {
      if (!rung) await pause(ms, AbortSignal.any([signal, wake.signal]));
      const was = rung;
      rung = false;
      wake = new AbortController();
      return was;
    },
  };
}
