import { NOWHERE } from './board.ts';
import type { Freedom } from './finder.ts';
import type { Price } from './price.ts';
import { dayOf, type Situation } from './situation.ts';
import { starts } from './suggest-slots.ts';

interface Ground {
  situation: Situation;
  price: Price;
  /** When the disruption is over; null: it stays. */
  until: number | null;
  everyMinutes: number;
}

/** A way to make a plan: what of a lesson it lets change. */
export interface Strategy {
  code: 'SUBSTITUTES' | 'OTHER_ROOMS' | 'OTHER_TIMES' | 'MAKE_UP_LATER' | 'LEAST_DISRUPTION';
  isMakeUp: boolean;
  freedomOf: (ground: Ground) => (lesson: number) => Freedom;
}

type Without = Omit<Freedom, 'starts'>;

const atItsTime = (rest: Without) => (ground: Ground) => {
  const any = anyStart(ground);
  return (lesson: number): Freedom => {
    const { start } = ground.price.home(lesson);
    return { ...rest, starts: start === NOWHERE ? any(lesson) : [start] };
  };
};

const atAnyTime = (rest: Without) => (ground: Ground) => {
  const any = anyStart(ground);
  return (lesson: number): Freedom => ({ ...rest, starts: any(lesson) });
};

/** From the day after both the lesson and the disruption. */
const later = (rest: Without) => (ground: Ground) => {
  const any = anyStart(ground);
  const { situation, price, until } = ground;
  return (lesson: number): Freedom => {
    const last = Math.max((until ?? 0) - 1, price.home(lesson).start);
    const from = (dayOf(situation, last) + 1) * situation.slotsPerDay;
    return { ...rest, starts: any(lesson).filter((start) => price.home(lesson).start === NOWHERE || start >= from) };
  };
};

/** The nearest first, kept for lessons of the same start. */
function anyStart({ situation, price, everyMinutes }: Ground): (lesson: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (lesson) => {
    const { start } = price.home(lesson);
    const list =
      known.get(start) ??
      starts(situation, start, { everyMinutes }).sort((a, b) => price.ofTime(lesson, a) - price.ofTime(lesson, b));
    known.set(start, list);
    return list;
  };
}

/** The same way, by which no lesson leaves its branch. */
export const withinBranch = (strategy: Strategy): Strategy => ({
  ...strategy,
  freedomOf(ground) {
    const freedomOf = strategy.freedomOf(ground);
    return (lesson) => {
      const freedom = freedomOf(lesson);
      return freedom.rooms === 'ANY' ? { ...freedom, rooms: 'SAME_BRANCH' } : freedom;
    };
  },
});

export const STRATEGIES: readonly Strategy[] = [
  {
    code: 'SUBSTITUTES',
    isMakeUp: false,
    freedomOf: atItsTime({ rooms: 'SAME', teachers: 'ANY', mayDisplace: false }),
  },
  {
    code: 'OTHER_ROOMS',
    isMakeUp: false,
    freedomOf: atItsTime({ rooms: 'ANY', teachers: 'SAME', mayDisplace: false }),
  },
  {
    code: 'OTHER_TIMES',
    isMakeUp: false,
    freedomOf: atAnyTime({ rooms: 'SAME_BRANCH', teachers: 'SAME', mayDisplace: false }),
  },
  {
    code: 'MAKE_UP_LATER',
    isMakeUp: true,
    freedomOf: later({ rooms: 'SAME_BRANCH', teachers: 'SAME', mayDisplace: false }),
  },
  {
    code: 'LEAST_DISRUPTION',
    isMakeUp: false,
    freedomOf: atAnyTime({ rooms: 'ANY', teachers: 'ANY', mayDisplace: true }),
  },
];
