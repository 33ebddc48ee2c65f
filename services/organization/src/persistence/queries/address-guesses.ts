import type { Database } from '@campusgraph/persistence';
import { GUESSES_AT_ONCE, type Guessed, SECONDS_PER_GUESS } from '../../domain/address-throttle.ts';

export interface Guesser {
  guessed: Guessed;
  address: string;
}

const LONGEST_S = GUESSES_AT_ONCE * SECONDS_PER_GUESS;

// One statement, so that of guesses at the same instant each is counted; it changes nothing where the count is full. A count that is
// further ahead than it can be was written before the clock was set back: it begins anew, or an office would be shut out for as long.
const CLAIM = `
insert into address_guesses as known (guessed, address, forgotten_at)
values ($1, $2, $3::timestamptz + make_interval(secs => ${SECONDS_PER_GUESS}))
on conflict (guessed, address) do update
set forgotten_at = case when known.forgotten_at > $3::timestamptz + make_interval(secs => ${LONGEST_S}) then $3::timestamptz
  else greatest(known.forgotten_at, $3::timestamptz) end + make_interval(secs => ${SECONDS_PER_GUESS})
where known.forgotten_at <= $3::timestamptz + make_interval(secs => ${LONGEST_S - SECONDS_PER_GUESS})
   or known.forgotten_at > $3::timestamptz + make_interval(secs => ${LONGEST_S})
returning true`;

const FREE_AT = `
select forgotten_at - make_interval(secs => ${LONGEST_S - SECONDS_PER_GUESS}) as "freeAt" from address_guesses where guessed = $1 and address = $2`;

const GIVE_BACK = `
update address_guesses set forgotten_at = forgotten_at - make_interval(secs => ${SECONDS_PER_GUESS}) where guessed = $1 and address = $2`;

// Each guess takes more rows away than it can add, so that the table holds those of the last half hour.
const FORGET = `
delete from address_guesses where (guessed, address) in (
  select guessed, address from address_guesses where forgotten_at <= $1 order by forgotten_at limit 10 for update skip locked)`;

/** Counts a guess from an address; where there have been too many, the instant from which there may be one again. */
export const claimGuess = (database: Database, { guessed, address }: Guesser, now: Date): Promise<Date | null> =>
  database.system(async (client) => {
    await client.query(FORGET, [now]);
    const claimed = await client.query(CLAIM, [guessed, address, now]);
    if (claimed.rowCount === 1) return null;
    const { rows } = await client.query<{ freeAt: Date }>(FREE_AT, [guessed, address]);
    return rows[0]?.freeAt ?? now;
  });

/** It was no guess: it was right. */
export const giveGuessBack = (database: Database, { guessed, address }: Guesser): Promise<void> =>
  database.system(async (client) => void (await client.query(GIVE_BACK, [guessed, address])));
