/** How this process is asked to end: by Ctrl-C, SIGTERM, or the terminal's closing. */
export interface StopSignal {
  /** Aborted with the first request. */
  signal: AbortSignal;
  /** Resolves with the first request. */
  asked: Promise<void>;
  /** Resolves with a second one: whoever asks does not want to wait. */
  insisted: Promise<void>;
}

/** npm, the launcher and the terminal each pass one Ctrl-C on, so that it arrives up to three times. */
const SAME_REQUEST_MS = 1_000;

/** From now on a request to end is told here and does not end the process by itself. */
export function stopSignal(): StopSignal {
  const stopping = new AbortController();
  const asked = Promise.withResolvers<void>();
  const insisted = Promise.withResolvers<void>();
  let first: number | undefined;
  const onSignal = (): void => {
    first ??= performance.now();
    if (performance.now() - first > SAME_REQUEST_MS) insisted.resolve();
    stopping.abort();
    asked.resolve();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return { signal: stopping.signal, asked: asked.promise, insisted: insisted.promise };
}
