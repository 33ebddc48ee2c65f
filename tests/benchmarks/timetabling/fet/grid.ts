import { type FetNode, type FetProblem, nodes, text } from './read.ts';

/**
 * The hours of the week without the breaks, so that what is on either side of a break is next to each other: neither FET nor a pupil
 * counts a break as a gap.
 */
export interface Grid {
  days: number;
  slotsPerDay: number;
  /** By day and hour; undefined at a break. */
  slotOf: readonly (readonly (number | undefined)[])[];
  /** Day and hour, by slot; undefined past the end of a day with more breaks than others. */
  hourOf: readonly (DayHour | undefined)[];
  /** Slots of a day that a break follows; undefined where the days have theirs at different hours. */
  breaksAfter: readonly number[] | undefined;
}

export interface DayHour {
  day: number;
  hour: number;
}

export function grid({ days, hours, constraints }: FetProblem): Grid {
  const breaks = new Set(
    constraints
      .filter(({ name }) => name === 'BreakTimes')
      .flatMap(({ node }) => nodes(node, 'Break_Time'))
      .map((node) => `${text(node, 'Day')}\n${text(node, 'Hour')}`),
  );
  const open = days.map((day) => hours.flatMap((name, hour) => (breaks.has(`${day}\n${name}`) ? [] : [hour])));
  const slotsPerDay = Math.max(...open.map(({ length }) => length));
  const breaksOf = open.map((own) =>
    own.flatMap((hour, slot) => ((own[slot + 1] ?? hour + 1) > hour + 1 ? [slot] : [])),
  );
  const [first = []] = breaksOf;
  return {
    breaksAfter: breaksOf.every((each) => String(each) === String(first)) ? first : undefined,
    days: days.length,
    slotsPerDay,
    slotOf: open.map((own, day) =>
      hours.map((_, hour) => (own.includes(hour) ? day * slotsPerDay + own.indexOf(hour) : undefined)),
    ),
    hourOf: open.flatMap((own, day) =>
      Array.from({ length: slotsPerDay }, (_, i) => {
        const hour = own[i];
        return hour === undefined ? undefined : { day, hour };
      }),
    ),
  };
}

/** The slots that a constraint's list names, such as `<Not_Available_Time><Day/><Hour/>`; an hour left empty is all of that day. */
export function listedSlots(
  { days, hours }: FetProblem,
  { slotOf }: Grid,
  listed: readonly FetNode[],
  prefix = '',
): Set<number> {
  const found = new Set<number>();
  for (const node of listed) {
    const [dayName, hourName] = [text(node, `${prefix}Day`), text(node, `${prefix}Hour`)];
    for (const [day, ofDay] of slotOf.entries())
      for (const [hour, slot] of ofDay.entries())
        if (slot !== undefined && ['', days[day]].includes(dayName) && ['', hours[hour]].includes(hourName))
          found.add(slot);
  }
  return found;
}
