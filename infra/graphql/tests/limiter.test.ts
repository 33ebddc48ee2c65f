import { describe, expect, test } from '@jest/globals';
import { createLimiter, NoPlaceError } from '../src/index.ts';

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, finish: () => resolve() };
}

/** One of a client app, and so of all partners; one of a school. */
const partner = (app: string) => [
  { name: 'PARTNER', part: 0.5 },
  { name: app, part: 1 },
];
const desk = (school: string) => [
  { name: 'PEOPLE', part: 1 },
  { name: school, part: 1 },
];

const refused = (running: Promise<unknown>) => expect(running).rejects.toThrow(NoPlaceError);

describe('a limiter', () => {
  test('begins as much as it has places for; the next waits until one is free; who finds no room to wait is refused', async () => {
    const limiter = createLimiter({ inFlight: 2, waiting: 1, patienceMs: 60_000 });
    const [first, second] = [held(), held()];
    const running = [limiter.run(first.work), limiter.run(second.work)];
    let begun = false;
    const third = limiter.run(async () => {
      begun = true;
    });
    await refused(limiter.run(async () => {}));
    expect(begun).toBe(false);
    first.finish();
    await third;
    second.finish();
    await Promise.all(running);
    await limiter.run(async () => {});
  });

  test('gives the place of work that failed to the next', async () => {
    const limiter = createLimiter({ inFlight: 1, waiting: 0 });
    await expect(limiter.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await limiter.run(async () => 'next')).toBe('next');
  });

  test('refuses whoever waited in vain, and begins nothing of it later', async () => {
    const limiter = createLimiter({ inFlight: 1, waiting: 5, patienceMs: 10 });
    const first = held();
    const running = limiter.run(first.work);
    let begun = false;
    await refused(
      limiter.run(async () => {
        begun = true;
      }),
    );
    first.finish();
    await running;
    await limiter.run(async () => {});
    expect(begun).toBe(false);
  });

  test('lets nobody wait for what is hopeless, but still begins what has a place', async () => {
    let isHopeless = false;
    const limiter = createLimiter({ inFlight: 1, waiting: 5, patienceMs: 60_000, isHopeless: () => isHopeless });
    const first = held();
    const running = limiter.run(first.work);
    isHopeless = true;
    await refused(limiter.run(async () => {}));
    first.finish();
    await running;
    await limiter.run(async () => {});
  });

  test('a queue that does not go away is cut down to those who came just now', async () => {
    const limiter = createLimiter({ inFlight: 1, waiting: 1_000 });
    const first = held();
    const running = limiter.run(first.work);
    const since = performance.now();
    const wait = async () => {
      const began = performance.now();
      await refused(limiter.run(async () => {}));
      return performance.now() - began;
    };
    const waiting: Promise<number>[] = [];
    // One every 20 ms, so that the queue is never empty.
    while (performance.now() - since < 3_000) {
      waiting.push(wait());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const [longest = 0, ...others] = await Promise.all(waiting);
    first.finish();
    await running;
    // The first was allowed four times as long as the last: a ratio that no slow machine turns round.
    expect(longest).toBeGreaterThan(2 * Math.min(...others));
  });

  test('work that costs processor time is begun a little in each turn, so that all else goes on between', async () => {
    const limiter = createLimiter({ inFlight: 80, waiting: 80, patienceMs: 60_000, paced: true });
    let turn = 0;
    let isOver = false;
    const count = () => {
      turn += 1;
      if (!isOver) setImmediate(count);
    };
    count();
    const begunIn: number[] = [];
    const busy = async () => {
      begunIn.push(turn);
      const until = performance.now() + 25;
      while (performance.now() < until);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    };
    await Promise.all(Array.from({ length: 40 }, () => limiter.run(busy)));
    isOver = true;
    const perTurn = Object.values(Object.groupBy(begunIn, (one) => one)).map((one) => one?.length ?? 0);
    // An eighth of the places is filled at once, whatever it costs; the rest one by one.
    expect(Math.max(...perTurn.slice(1))).toBeLessThanOrEqual(2);
    expect(perTurn[0]).toBeLessThanOrEqual(10);
  });
});

describe('a limiter between circles', () => {
  test('gives a circle its part of the places and of the queue and no more, whoever of it asks', async () => {
    const limiter = createLimiter({ inFlight: 4, waiting: 2, patienceMs: 60_000 });
    const works = Array.from({ length: 3 }, held);
    const [first, second, third] = works.map(({ work }, n) => limiter.run(work, partner(`app ${n}`)));
    await refused(limiter.run(async () => {}, partner('app 4')));
    // Two places are free, but not for a third partner.
    expect(await limiter.run(async () => 'at once', desk('north'))).toBe('at once');
    works[0]?.finish();
    await first;
    for (const { finish } of works) finish();
    await Promise.all([second, third]);
  });

  test('takes next whose circle has the fewest under way, and of one circle who came first', async () => {
    const limiter = createLimiter({ inFlight: 2, waiting: 10, patienceMs: 60_000 });
    const begun: string[] = [];
    const [first, second] = [held(), held()];
    const running = [limiter.run(first.work, desk('north')), limiter.run(second.work, desk('north'))];
    const wait = (name: string, circles: ReturnType<typeof desk>) => {
      const { work, finish } = held();
      running.push(
        limiter.run(() => {
          begun.push(name);
          return work();
        }, circles),
      );
      return finish;
    };
    const finishes = [
      wait('north, first', desk('north')),
      wait('north, second', desk('north')),
      wait('south', desk('south')),
      wait('app', partner('app')),
    ];
    first.finish();
    await running[0];
    expect(begun).toEqual(['app']);
    second.finish();
    await running[1];
    expect(begun).toEqual(['app', 'north, first']);
    for (const finish of finishes) finish();
    await Promise.all(running);
    expect(begun).toHaveLength(4);
  });
});
