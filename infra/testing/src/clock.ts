/** A clock that stands still until it is moved; call it for the time. */
export interface TestClock {
  (): Date;
  advance(by: { ms?: number; minutes?: number; hours?: number; days?: number }): void;
  set(to: Date | string): void;
}

/** Starts on a Monday morning in China unless told otherwise. */
export function testClock(start: Date | string = '2026-03-02T01:00:00.000Z'): TestClock {
  let time = new Date(start).getTime();
  return Object.assign(() => new Date(time), {
    advance({ ms = 0, minutes = 0, hours = 0, days = 0 }: Parameters<TestClock['advance']>[0]) {
      time += ms + 60_000 * (minutes + 60 * (hours + 24 * days));
    },
    set(to: Date | string) {
      time = new Date(to).getTime();
    },
  });
}
