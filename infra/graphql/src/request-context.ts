import type { Principal } from '@campusgraph/auth';
import { type Locale, unauthenticated } from '@campusgraph/errors';
import type { Database, UnitOfWork } from '@campusgraph/persistence';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { type Deadline, deadlineExceeded } from './deadline.ts';

/** Loads many at once, in the order of the keys; undefined where nothing is visible to the principal. */
export type BatchLoad<Key, Value> = (em: SqlEntityManager, keys: readonly Key[]) => Promise<readonly Value[]>;

/** What a resolver gets: who asks, and the two ways to the database. */
export interface RequestContext {
  /** Throws UNAUTHENTICATED where nobody is signed in. */
  readonly principal: Principal;
  readonly isAnonymous: boolean;
  readonly locale: Locale;
  readonly correlationId: string;
  /** The IP address that the gateway was asked from; empty where it does not say. */
  readonly clientAddress: string;
  /** The one instant of this request. */
  readonly now: Date;
  /** Milliseconds until the gateway stops waiting, 0 at least; undefined: nobody stops. */
  leftMs(): number | undefined;
  /** Reads under the principal's row-level security; all reads of a request share one transaction, one after another. */
  read<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T>;
  /** Runs a command as one unit of work. What was read before is forgotten. */
  write<T>(command: (unit: UnitOfWork) => Promise<T>): Promise<T>;
  /** Batches and remembers, per request, the loads of one `BatchLoad` (a function declared once, in persistence/queries). */
  load<Key, Value>(batch: BatchLoad<Key, Value>, key: Key): Promise<Value>;
  /** Ends the reading transaction; the server calls it when the response is ready. */
  dispose(): Promise<void>;
}

export interface RequestContextOptions {
  database: Database;
  principal: Principal | null;
  correlationId: string;
  clientAddress: string;
  locale: Locale;
  now: Date;
  deadline: Deadline;
}

/** A context for one request. It holds at most one connection at a time, so that requests can't starve each other. */
export function createRequestContext({
  database,
  principal,
  correlationId,
  clientAddress,
  locale,
  now,
  deadline,
}: RequestContextOptions): RequestContext {
  const signedIn = (): Principal => {
    if (principal) return principal;
    throw unauthenticated({ en: 'Sign in first.', 'zh-CN': '请先登录。' });
  };
  let reading: ReadSession | undefined;
  let loaders = new Map<unknown, DataLoader<unknown, unknown>>();

  const read = <T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> => {
    if (!reading) {
      deadline.check();
      reading = new ReadSession(database, signedIn(), deadline);
    }
    return reading.run(work);
  };
  const dispose = async () => {
    const session = reading;
    reading = undefined;
    loaders = new Map();
    await session?.end();
  };
  // Apollo copies a context's own properties for each request, and a copied getter is a called one: it belongs on the prototype.
  const identity = {
    get principal() {
      return signedIn();
    },
  };
  return Object.assign(Object.create(identity) as typeof identity, {
    isAnonymous: principal === null,
    locale,
    correlationId,
    clientAddress,
    now,
    leftMs: deadline.leftMs,
    read,
    dispose,
    async write<T>(command: (unit: UnitOfWork) => Promise<T>): Promise<T> {
      await dispose();
      deadline.check();
      const scope = { principal: signedIn(), now, correlationId, statementTimeoutMs: deadline.leftMs() };
      const begun = Promise.withResolvers<void>();
      let isGivenUp = false;
      const written = database.write(scope, async (unit) => {
        // The wait for a connection counts too: what nobody waits for any more is not begun.
        if (isGivenUp) throw deadlineExceeded();
        deadline.check();
        begun.resolve();
        const result = await command(unit);
        // Nobody will hear that it was done: better not to have done it.
        deadline.check();
        return result;
      });
      // Once begun it is Postgres that ends it in time, and only its end tells whether it was done.
      try {
        await deadline.within(Promise.race([begun.promise, written]));
      } catch (error) {
        isGivenUp = true;
        // It fails when its turn comes, which nobody is told.
        written.catch(() => {});
        throw error;
      }
      return written;
    },
    load<Key, Value>(batch: BatchLoad<Key, Value>, key: Key): Promise<Value> {
      let loader = loaders.get(batch) as DataLoader<Key, Value> | undefined;
      if (!loader) {
        loader = new DataLoader<Key, Value>(async (keys) => read((em) => batch(em, keys)));
        loaders.set(batch, loader as DataLoader<unknown, unknown>);
      }
      return loader.load(key);
    },
  });
}

/** One read-only transaction that stays open between reads, and runs them one after another: a connection has one query at a time. */
class ReadSession {
  readonly #opened = Promise.withResolvers<SqlEntityManager>();
  readonly #finished = Promise.withResolvers<void>();
  readonly #transaction: Promise<void>;
  readonly #deadline: Deadline;
  #last: Promise<unknown> = Promise.resolve();
  #isOpen = false;

  constructor(database: Database, principal: Principal, deadline: Deadline) {
    this.#deadline = deadline;
    const untilFinished = async (em: SqlEntityManager) => {
      this.#isOpen = true;
      this.#opened.resolve(em);
      await this.#finished.promise;
    };
    this.#transaction = database.read(principal, untilFinished, { statementTimeoutMs: deadline.leftMs() });
    this.#transaction.catch((error: unknown) => this.#opened.reject(error));
  }

  run<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => {
      const em = await this.#deadline.within(this.#opened.promise);
      this.#deadline.check();
      return work(em);
    });
    this.#last = result.catch(() => {});
    return result;
  }

  async end(): Promise<void> {
    await this.#last;
    this.#finished.resolve();
    // One that still waits for a connection ends as soon as it has one; nobody need wait for that.
    if (!this.#isOpen) return;
    // A read that failed has told its caller already; the transaction's own failure adds nothing.
    await this.#transaction.catch(() => {});
  }
}
