import { setTimeout as pause } from 'node:timers/promises';
import { LaunchError } from '../launch-error.ts';
import type { Ask } from '../story/graph-client.ts';
import { reasonOf } from './graph.ts';

/** About half a minute in all: a graph that is restarted is back by then. */
const DELAYS_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000];

export interface Patience {
  /** Aborted when the user wants to stop. */
  signal: AbortSignal;
  /** Told before each further try. */
  onRetry(reason: string, delayMs: number): void;
}

/**
 * Tries again while the connection is what fails: a refusal (LaunchError) and a stop end it at once. `attempt` calls
 * `progressed` when it got further than before; then the tries are counted from the start.
 * @throws LaunchError CONNECTION_LOST after the last try
 */
export async function persist<T>(
  { signal, onRetry }: Patience,
  attempt: (progressed: () => void) => Promise<T>,
): Promise<T> {
  let failures = 0;
  while (true) {
    try {
      return await attempt(() => {
        failures = 0;
      });
    } catch (error) {
      if (error instanceof LaunchError || signal.aborted) throw error;
      const delayMs = DELAYS_MS[failures];
      if (delayMs === undefined) throw lost(error);
      failures += 1;
      onRetry(reasonOf(error), delayMs);
      await pause(delayMs, undefined, { signal });
    }
  }
}

/** For what may be asked twice: queries, and startLeadImport, which answers the import it made. */
export const patiently =
  (ask: Ask, patience: Patience): Ask =>
  (query, variables) =>
    persist(patience, () => ask(query, variables));

const lost = (error: unknown): LaunchError =>
  new LaunchError(
    'CONNECTION_LOST',
    `The graph does not answer any more (${reasonOf(error)}).`,
    'What was imported is kept. Run the same command again once the graph runs; it goes on where it stopped.',
  );
