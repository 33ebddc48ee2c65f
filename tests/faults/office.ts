import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../../infra/stack/src/demo/chain/random.ts';
import { type Ask, GraphRefusal } from '../../infra/stack/src/story/graph-client.ts';
import { type Persistently, serve, type TakenPayment, type TakenRoll } from './clerk.ts';
import type { School } from './school.ts';

/** A clerk for every student, all at work at once. */
export interface Office {
  readonly rolls: readonly TakenRoll[];
  readonly payments: readonly TakenPayment[];
  readonly persistently: Persistently;
  /** Writes that were answered so far. */
  answered(): number;
  /** Attempts that came to nothing and were made again, with the reason. */
  readonly lost: readonly string[];
  /** From now on each clerk waits so long before a write; 0, as it begins: none does. */
  pace(ms: number): void;
  /** Has the graph refused a clerk what it should have taken? `close` tells what. */
  refused(): boolean;
  /** The clerks finish what they have in hand. Rejects when one of them was refused. */
  close(): Promise<void>;
}

/** The answers that may be another one the next time. */
const PASSING = new Set(['SUBGRAPH_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'CONCURRENT_CHANGE', 'DEADLINE_EXCEEDED']);
/** Nothing was begun, because the machine has too much to do: no fault, but a reason to wait. */
const BUSY = new Set(['OVERLOADED', 'TOO_MANY_REQUESTS']);
const AGAIN_AFTER_MS = 250;

/** Opens it: from now on rolls are taken as fast as the graph takes them. */
export function openOffice({ ask, pupils }: School, seed: number): Office {
  const count = { answered: 0 };
  const lost: string[] = [];
  let paceMs = 0;
  const answering = persistent(ask, count, lost);
  const persistently: Persistently = async (...write) => {
    if (paceMs > 0) await pause(paceMs);
    return answering(...write);
  };
  const closing = new AbortController();
  const rolls: TakenRoll[] = [];
  const payments: TakenPayment[] = [];
  const clerks = Promise.all(
    pupils.map((pupil, n) =>
      serve(pupil, { persistently, rolls, payments, random: seeded(seed + n), closing: closing.signal }),
    ),
  );
  let refused = false;
  clerks.catch(() => {
    refused = true;
  });
  return {
    rolls,
    payments,
    persistently,
    lost,
    answered: () => count.answered,
    pace(ms) {
      paceMs = ms;
    },
    refused: () => refused,
    async close() {
      closing.abort();
      await clerks;
    },
  };
}

function persistent(ask: Ask, count: { answered: number }, lost: string[]): Persistently {
  return async (query, input, doneAlready) => {
    for (let isFirst = true; ; isFirst = false) {
      try {
        const answer = await ask(query, { input });
        count.answered += 1;
        return answer;
      } catch (error) {
        const code = error instanceof GraphRefusal ? error.code : undefined;
        if (code !== undefined && code === doneAlready && !isFirst) {
          count.answered += 1;
          return null;
        }
        const isBusy = code !== undefined && BUSY.has(code);
        if (code !== undefined && !isBusy && !PASSING.has(code)) throw error;
        if (!isBusy) lost.push(code ?? String(error));
        await pause(AGAIN_AFTER_MS);
      }
    }
  };
}
