import { allPairs, type Broken, distinct, type Placed, slotsOf, sum } from './placed.ts';
import { type Assignment, NOWHERE, type TimetablingProblem } from './problem.ts';

/** Days between lessons, and hours that are to be the same. */
export function checkDistances(problem: TimetablingProblem, placed: readonly Placed[], broken: Broken): void {
  const { days, repeats, series, conflicts, sameHours = [], slotsPerDay } = problem;
  const distance = (one: Placed, other: Placed) => {
    const inARow = Math.abs(one.day - other.day);
    return repeats ? Math.min(inARow, days - inARow) : inARow;
  };
  const bySeries = Map.groupBy(placed, ({ number }) => number);
  const check = (pairs: readonly [Placed, Placed][], daysApart: number) => {
    for (const [one, other] of pairs) if (distance(one, other) < daysApart) broken('DAYS_APART', one, other);
  };
  for (const [number, { daysApart = 0 }] of series.entries()) check(allPairs(bySeries.get(number) ?? []), daysApart);
  for (const { a, b, daysApart = 0 } of conflicts)
    if (a !== b)
      check(
        (bySeries.get(a) ?? []).flatMap((one) =>
          (bySeries.get(b) ?? []).map((other): [Placed, Placed] => [one, other]),
        ),
        daysApart,
      );
  for (const group of sameHours)
    for (const [one, other] of allPairs(placed.filter(({ lesson }) => group.includes(lesson))))
      if (one.start % slotsPerDay !== other.start % slotsPerDay) broken('SAME_HOUR', one, other);
}

export function checkWeeks(
  problem: TimetablingProblem,
  placed: readonly Placed[],
  { starts }: Assignment,
  broken: Broken,
): void {
  const { agendas, teachers, days: dayCount, repeats = false, slotsPerDay, series } = problem;
  const lessonsOf = series.flatMap(({ lessons }, number) => Array<number>(lessons).fill(number));
  const weeks = [
    ...teachers.map(({ week = {} }, teacher) => ({
      week: { maxDays: week.maxDays, restSlots: week.restSlots, maxIdleSlots: undefined },
      own: placed.filter((each) => each.teacher === teacher),
      waiting: 0,
    })),
    ...agendas.map(({ series: own, week = {} }) => ({
      week,
      own: placed.filter(({ number }) => own.includes(number)),
      waiting: sum(
        lessonsOf.filter((number, lesson) => own.includes(number) && (starts[lesson] ?? NOWHERE) === NOWHERE),
        (number) => series[number]?.durationSlots ?? 0,
      ),
    })),
  ];
  for (const { week, own, waiting } of weeks) {
    const byDay = Map.groupBy(own, ({ day }) => day);
    const first = (those: readonly Placed[]) => Math.min(...those.map(({ start }) => start % slotsPerDay));
    const free = (those: readonly Placed[]) =>
      slotsPerDay - Math.max(...those.map(({ end }) => (end - 1) % slotsPerDay)) - 1;
    const idle = sum([...byDay.values()], (those) => slotsPerDay - first(those) - free(those) - slotsOf(those));
    if (byDay.size > (week.maxDays ?? dayCount)) broken('WEEK_DAYS', ...own);
    if (idle - waiting > (week.maxIdleSlots ?? Number.POSITIVE_INFINITY)) broken('WEEK_IDLE', ...own);
    for (const [day, evening] of byDay) {
      const morning = byDay.get(day + 1 === dayCount && repeats ? 0 : day + 1);
      if (morning && free(evening) + first(morning) < (week.restSlots ?? 0))
        broken('WEEK_REST', ...evening, ...morning);
    }
  }
}

export function checkRooms(
  { roomLimits = [], teachers }: TimetablingProblem,
  placed: readonly Placed[],
  broken: Broken,
): void {
  const check = (own: readonly Placed[], maxRooms: number) => {
    if (distinct(own, 'room') > maxRooms) broken('FEW_ROOMS', ...own);
  };
  const checkDays = (own: readonly Placed[], maxRooms: number) => {
    for (const day of Map.groupBy(own, (each) => each.day).values()) check(day, maxRooms);
  };
  for (const { series, maxRooms, perDay } of roomLimits)
    (perDay ? checkDays : check)(
      placed.filter(({ number }) => series.includes(number)),
      maxRooms,
    );
  for (const [teacher, { maxRoomsPerDay }] of teachers.entries())
    if (maxRoomsPerDay !== undefined)
      checkDays(
        placed.filter((each) => each.teacher === teacher),
        maxRoomsPerDay,
      );
}
