// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { Random } from '../random.ts';
import type { Board } from './board.ts';
import type { Finder, Freedom, Option } from './finder.ts';
import type { Price } from './price.ts';

export interface Reseating {
  board: Board;
  price: Price;
  finder: Finder;
  random: Random;
  freedomOf: (lesson: number) => Freedom;
  /** False: what has been found is not bettered any more; left out: it is, to the last step. */
  goesOn?: () => boolean;
}

/** Lessons taken out at once to be placed anew, at most. */
const RUIN = 5;
/** What is dearer than the best so far by no more than this part is gone on from. */
const SLACK = 0.15;
/** Rounds without a gain, for each changed lesson, after which no more is expected. */
const STALE = 30;
/** Placings tried for each lesson that waits, before the rest is left without a place. */
const PATIENCE = 12;

/**
 * Gives the waiting lessons places, driving others away where that may be, and then takes some of the changed ones out and places them
 * anew, until `steps` placings were tried. Returns the lessons that it touched; those that found no place have none.
 */
export function reseat(context: Reseating, waiting: readonly number[], steps: number): ReadonlySet<number> {
  const { board, price, random, goesOn = () => true } = context;
  const touched = new Set(waiting);
  const cost = () => {
    let sum = 0;
    for (const lesson of touched) sum += price.ofSpot(lesson, board.spot(lesson));
    return sum;
  };
  let spent = fill(context, shuffled(waiting, random), touched);
  const best = { cost: cost(), mark: board.mark() };
  for (let idle = 0; spent < steps && goesOn(); idle++) {
    const changed = [...touched].filter((lesson) => !price.isHome(lesson));
    if (idle >= STALE * changed.length) break;
    const mark = board.mark();
    const ruined = shuffled(changed, random).slice(0, 1 + random.below(RUIN));
    for (const lesson of ruined) board.remove(lesson);
    spent += fill(context, ruined, touched);
    const now = cost();
    if (now > best.cost * (1 + SLACK)) board.rollBack(mark);
    if (now < best.cost) idle = 0;
    if (now <= best.cost) Object.assign(best, { cost: now, mark: board.mark() });
  }
  board.rollBack(best.mark);
  return touched;
}

/** Returns how many placings were tried. */
function fill(
  { board, price, finder, random, freedomOf }: Reseating,
  waiting: readonly number[],
  touched: Set<number>,
): number {
  const queue = [...waiting];
  const most = PATIENCE * (queue.length + 1);
  let tried = 0;
  price.forgetDisplaced();
  for (; queue.length > 0 && tried < most; tried++) {
    const lesson = queue.shift()!;
    const best = cheapest((limit) => finder.options(lesson, freedomOf(lesson), limit), random);
    if (best === null) continue;
    for (const other of best.displaced) {
      board.remove(other);
      price.displaced(other);
      touched.add(other);
      queue.push(other);
    }
    board.place(lesson, best);
  }
  return tried;
}

/** Of those that cost the same, one by chance. */
function cheapest(options: (limit: () => number) => Iterable<Option>, random: Random): Option | null {
  const best: { option: Option | null; cost: number } = { option: null, cost: Number.POSITIVE_INFINITY };
  let alike = 1;
  for (const option of options(() => best.cost)) {
    if (option.cost > best.cost) continue;
    alike = best.cost === option.cost ? alike + 1 : 1;
    if (alike === 1 || random.below(alike) === 0) best.option = option;
    best.cost = option.cost;
  }
  return best.option;
}

function shuffled(items: readonly number[], random: Random): number[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
