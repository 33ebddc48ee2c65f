import pg from 'pg';

/** What one connection said to its database, in order. */
export interface Session {
  connection: pg.Client;
  statements: { text: string; values: unknown[] | undefined }[];
}

/** Writes down, while `work` runs, every statement that this process sends over the connections that `isWanted` picks. */
export async function recordStatements(
  isWanted: (connection: pg.Client) => boolean,
  work: () => Promise<unknown>,
): Promise<Session[]> {
  const sessions = new Map<pg.Client, Session>();
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    if (isWanted(this)) {
      const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown];
      const text = typeof first === 'string' ? first : first.text;
      const values = typeof first === 'string' ? second : first.values;
      const session = sessions.get(this) ?? { connection: this, statements: [] };
      sessions.set(this, session);
      session.statements.push({ text, values: Array.isArray(values) ? values : undefined });
    }
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return [...sessions.values()];
}

/**
 * Says the same again to another database of that server, over as many connections, each its statements one after another.
 * Returns how many milliseconds that took, without connecting.
 */
export async function replay(
  sessions: readonly Session[],
  databaseOf: (recordedOn: string) => string,
): Promise<number> {
  const lanes = await Promise.all(
    sessions.map(async ({ connection, statements }) => {
      const { user, password, host, port, database = '' } = connection;
      const client = new pg.Client({ user, password: String(password), host, port, database: databaseOf(database) });
      await client.connect();
      return { client, statements };
    }),
  );
  try {
    const started = performance.now();
    await Promise.all(
      lanes.map(async ({ client, statements }) => {
        for (const { text, values } of statements) await client.query(text, values);
      }),
    );
    return performance.now() - started;
  } finally {
    await Promise.all(lanes.map(({ client }) => client.end()));
  }
}
