import { setImmediate } from 'node:timers';
import { type Circle, Crowd } from './circles.ts';

/** Of the places, the part that is filled whatever the turns say: a busy neighbour makes turns long too. */
const UNPACED_PART = 1 / 8;
/** A turn of the event loop that takes longer has more begun in it than the processor can do. */
const LONG_TURN_MS = 20;
/** Somebody may wait this long for a place while the queue empties now and then … */
const PATIENCE_MS = 2_000;
/**
 * … and this long once it has not been empty for that time: then it only adds its own length to everyone's answer. Still so long
 * that as many people as a school has at its desks are served by a busy machine, if not at once.
 */
const SHORT_PATIENCE_MS = 500;

export interface LimiterOptions {
  /** How much may be under way at once. It bounds memory; what costs processor time is bounded by turns of the event loop. */
  inFlight: number;
  /** How many may wait for a place. */
  waiting: number;
  /** Whether turns of the event loop hold work back too: for work that costs this process's own processor time. */
  paced?: boolean;
  /** True: nobody need wait, because it is of no use. Asked only when no place is free. */
  isHopeless?: () => boolean;
  /** How long one waits, in milliseconds, whatever the queue looks like; default: by the queue, see `PATIENCE_MS`. */
  patienceMs?: number;
}

export interface Limiter {
  /**
   * Runs `work` when there is a place for it and its circles, the widest first, have not had their part.
   * @throws NoPlaceError when it was not begun
   */
  run<Result>(work: () => Promise<Result>, circles?: readonly Circle[]): Promise<Result>;
}

/** There was no place, so nothing was begun: the same again later is safe. */
export class NoPlaceError extends Error {
  override readonly name = 'NoPlaceError';
}

interface Waiting {
  circles: readonly Circle[];
  begin(): void;
  refuse(): void;
}

/**
 * Begins only what can be finished soon, so that too much work makes some wait or be refused and not all of them late.
 *
 * Two things hold work back. So much may be under way, waiting for others included. And each turn of the event loop begins
 * only as much as keeps turns short: the length of a turn is the length of the queue for the processor. One at least is
 * begun each turn, so the processor never idles while somebody waits.
 *
 * The queue is CoDel's: a short one absorbs a burst; one that does not go away is cut down to those who came just now. Next is
 * whose circle has the fewest under way, then who came first: many who flood together wait for each other and not others for them.
 */
export function createLimiter(options: LimiterOptions): Limiter {
  const queue = new Set<Waiting>();
  const turns = options.paced ? paceByTurns(options.inFlight, () => beginWaiting()) : UNPACED;
  const [begun, queued] = [new Crowd(options.inFlight), new Crowd(options.waiting)];
  let underWay = 0;
  let emptyAt = performance.now();

  const isFree = () => underWay < options.inFlight && (turns.allow() || underWay < options.inFlight * UNPACED_PART);
  const patienceMs = () =>
    options.patienceMs ?? (performance.now() - emptyAt > PATIENCE_MS ? SHORT_PATIENCE_MS : PATIENCE_MS);

  function beginWaiting(): void {
    while (isFree()) {
      const next = nextOf(queue, begun);
      if (!next) return;
      next.begin();
    }
  }

  function place(circles: readonly Circle[]): Promise<void> {
    const isFull = queue.size >= options.waiting || !queued.hasRoomFor(circles);
    if (isFull || options.isHopeless?.()) return Promise.reject(new NoPlaceError('no place'));
    return new Promise((resolve, reject) => {
      if (queue.size === 0) emptyAt = performance.now();
      const leave = () => {
        clearTimeout(timer);
        queue.delete(waiting);
        queued.leave(circles);
      };
      const waiting: Waiting = {
        circles,
        begin() {
          leave();
          take(circles);
          resolve();
        },
        refuse() {
          leave();
          reject(new NoPlaceError('no place became free in time'));
        },
      };
      const timer = setTimeout(waiting.refuse, patienceMs());
      queue.add(waiting);
      queued.enter(circles);
    });
  }

  function take(circles: readonly Circle[]): void {
    underWay += 1;
    begun.enter(circles);
    turns.begun();
  }

  return {
    async run(work, circles = []) {
      // Whoever waits may wait for a part of its own circle, which is no reason for others to.
      if (isFree() && begun.hasRoomFor(circles) && !nextOf(queue, begun)) take(circles);
      else await place(circles);
      try {
        return await work();
      } finally {
        underWay -= 1;
        begun.leave(circles);
        beginWaiting();
      }
    },
  };
}

/** Of those whose circles have a part left, one of whose there are the fewest. */
function nextOf(queue: ReadonlySet<Waiting>, begun: Crowd): Waiting | undefined {
  let next: Waiting | undefined;
  for (const waiting of queue) {
    if (!begun.hasRoomFor(waiting.circles)) continue;
    if (!next || begun.compare(waiting.circles, next.circles) < 0) next = waiting;
  }
  return next;
}

const UNPACED = { allow: () => true, begun() {} };

/** How much may begin in one turn of the event loop: one more after a short turn that used it up, half after a long one. */
function paceByTurns(most: number, onTurn: () => void) {
  let perTurn = 1;
  let begun = 0;
  let since = 0;
  const turn = () => {
    const isLong = performance.now() - since > LONG_TURN_MS;
    if (isLong) perTurn = Math.max(1, perTurn >> 1);
    else if (begun === perTurn) perTurn = Math.min(most, perTurn + 1);
    begun = 0;
    onTurn();
  };
  return {
    allow: () => begun < perTurn,
    begun() {
      if (begun === 0) {
        since = performance.now();
        setImmediate(turn);
      }
      begun += 1;
    },
  };
}
