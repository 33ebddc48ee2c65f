/** What others reach (data README): best known after days, the competition winner's best of 10, and its solver run on such a machine. */
export interface Reference {
  bestKnown: number;
  published: number;
  winner84s: number;
}

const BEST_KNOWN = [5, 24, 62, 35, 284, 27, 6, 37, 96, 4, 0, 294, 59, 51];
const PUBLISHED = [5, 51, 84, 37, 330, 48, 20, 41, 109, 16, 0, 333, 66, 59];
const WINNER_84_S = [5, 60, 81, 42, 315, 54, 20, 46, 109, 18, 0, 344, 73, 56];

/** By the file's name without `.ctt`. */
export const REFERENCES: ReadonlyMap<string, Reference> = new Map(
  BEST_KNOWN.map((bestKnown, i) => [
    `comp${`${i + 1}`.padStart(2, '0')}`,
    { bestKnown, published: PUBLISHED[i] ?? Number.NaN, winner84s: WINNER_84_S[i] ?? Number.NaN },
  ]),
);
