import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Contender } from './contenders.ts';
import type { MeasuredQuery } from './queries.ts';
import { STUDENT_ID } from './queries.ts';

export const bodyOf = ({ query }: MeasuredQuery): string => JSON.stringify({ query, variables: { id: STUDENT_ID } });

async function ask({ url }: Contender, query: MeasuredQuery, token: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: bodyOf(query),
  });
  return { status: response.status, answer: (await response.json()) as { data?: unknown; errors?: unknown } };
}

/** Resolves when the gateway is ready to answer, whatever it says; its death ends the waiting. */
export async function firstAnswer(contender: Contender, query: MeasuredQuery, token: string): Promise<void> {
  for (;;) {
    const { status } = await ask(contender, query, token).catch(() => ({ status: 0 }));
    if (status !== 0 && status !== 503) return;
    await contender.process.cpuMs();
    await pause(50);
  }
}

/** Throws unless all of them answer the query without an error, and with the very same data. */
export async function requireSameAnswers(contenders: readonly Contender[], query: MeasuredQuery, token: string) {
  const answers = await Promise.all(contenders.map((contender) => ask(contender, query, token)));
  const expected = answers[0]?.answer.data;
  for (const [i, { answer }] of answers.entries()) {
    if (answer.errors === undefined && isDeepStrictEqual(answer.data, expected)) continue;
    throw new Error(
      `${contenders[i]?.name} answers "${query.name}" otherwise: ${JSON.stringify(answer).slice(0, 2_000)}`,
    );
  }
}
