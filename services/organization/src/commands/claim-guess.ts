import type { Database } from '@campusgraph/persistence';
import { type Guessed, networkOf, tooManyGuesses } from '../domain/address-throttle.ts';
import { claimGuess, giveGuessBack } from '../persistence/queries/address-guesses.ts';

export interface GuessScope {
  database: Database;
  now: Date;
  /** Where whoever guesses is; empty where that is not known. */
  clientAddress: string;
}

/**
 * Counts a guess by its address before it is looked at, and answers how to take that back where it was none. Whoever goes through
 * many accounts is so stopped, by however many processes. Throws TOO_MANY_SIGN_IN_FAILURES.
 */
export async function claimGuessFrom(
  { database, now, clientAddress }: GuessScope,
  guessed: Guessed,
): Promise<() => Promise<void>> {
  const guesser = { guessed, address: networkOf(clientAddress) };
  const freeAt = await claimGuess(database, guesser, now);
  if (freeAt) throw tooManyGuesses(freeAt, now);
  return () => giveGuessBack(database, guesser);
}
