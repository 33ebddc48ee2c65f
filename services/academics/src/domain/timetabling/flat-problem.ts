import { DAY_TABLE_SLOTS, dayCost, type FullDayShape } from './day-shape.ts';
import { bundled, type FlatRoomLimits, flatRoomLimits, nearDays, neighbourhood, sameHour } from './flat-bonds.ts';
import { type Lists, lists, runningSum } from './lists.ts';
import { type DayShape, FORBIDDEN, type TimetablingProblem } from './problem.ts';
import { type FlatWeeks, flatWeeks } from './week-shape.ts';

/** The problem as the inner loop reads it: numbers in typed arrays, and nothing that does not change a cost. */
export interface FlatProblem {
  days: number;
  slotsPerDay: number;
  slots: number;
  seriesCount: number;
  lessonCount: number;
  roomCount: number;
  teacherCount: number;
  /** Teachers first, by their number, then the problem's agendas. */
  agendaCount: number;
  unplacedCost: number;
  /** Whether a mask of a day needs its second word. */
  wide: boolean;

  seriesOf: Int32Array;
  lessonsFrom: Int32Array;
  dayOfSlot: Int32Array;

  duration: Int32Array;
  site: Int32Array;
  minDays: Int32Array;
  spreadCost: Int32Array;
  extraRoomCost: Int32Array;
  extraTeacherCost: Int32Array;
  daysApart: Int32Array;

  /** By series × slot, series × room, series × teacher; FORBIDDEN where it may not be. */
  startCost: Int32Array;
  roomCost: Int32Array;
  teacherCost: Int32Array;
  /** What is allowed, to draw from; the cheapest rooms first. */
  allowedStarts: Lists;
  allowedRooms: Lists;
  allowedTeachers: Lists;

  neighbours: Lists;
  /** Beside `neighbours.items`. */
  gapSlots: Int32Array;
  maxGapSlots: number;
  /** Beside `neighbours.items`: how many days on either side of a lesson's day are closed too. */
  farDays: Int32Array;
  maxFarDays: number;
  /** By `far × days + day`: the other days at most so far from that one. */
  nearDays: Lists;

  agendasOf: Lists;
  agendaWeight: Int32Array;
  shapeOf: Int32Array;
  shapes: readonly FullDayShape[];
  /** What is hard of somebody's whole week; null where nobody's is. */
  weeks: FlatWeeks | null;
  /** By shape × mask, for days of at most DAY_TABLE_SLOTS; else empty. */
  dayTable: Int32Array;
  /** The mask of the slots that a lesson of that duration occupies, by duration × start. */
  lowBits: Int32Array;
  highBits: Int32Array;

  maxSlotsPerWeek: Int32Array;
  fairSlots: Int32Array;
  overloadCost: Int32Array;
  closedRoomSlots: Lists;
  closedTeacherSlots: Lists;
  /** By site × site. */
  travelSlots: Int32Array;
  siteCount: number;
  maxTravelSlots: number;

  /** Lessons that keep their distance, in one bundle; a lesson without links is a bundle of its own. */
  bundleOf: Int32Array;
  bundles: Lists;
  /** How long after the bundle's first start, by lesson. */
  bundleOffset: Int32Array;
  /** From its first start to its last end. */
  bundleWidth: Int32Array;

  roomLimits: FlatRoomLimits | null;
  /** By lesson, the lessons that start at the same hour as it; null where there are none. */
  sameHour: Lists | null;
}

export function flatten(problem: TimetablingProblem): FlatProblem {
  const { days, slotsPerDay, series, rooms, teachers, agendas } = problem;
  if (slotsPerDay > 64) throw new RangeError(`A day has at most 64 slots, not ${slotsPerDay}.`);
  const slots = days * slotsPerDay;
  const seriesOf = Int32Array.from(series.flatMap(({ lessons }, s) => Array<number>(lessons).fill(s)));
  const startCost = new Int32Array(series.length * slots);
  for (const [s, each] of series.entries()) startCost.set(startsWithinTheDay(each, slots, slotsPerDay), s * slots);
  const teacherShapes = teachers.map(({ day }) => day ?? {});
  const { shapes, shapeOf } = distinctShapes([...teacherShapes, ...agendas.map(({ day }) => day)], problem);
  const travel = problem.travelSlots ?? [];
  return {
    days,
    slotsPerDay,
    slots,
    seriesCount: series.length,
    lessonCount: seriesOf.length,
    roomCount: rooms.length,
    teacherCount: teachers.length,
    agendaCount: shapeOf.length,
    unplacedCost: problem.unplacedCost,
    wide: slotsPerDay > 32,
    seriesOf,
    lessonsFrom: runningSum(series.map(({ lessons }) => lessons)),
    dayOfSlot: Int32Array.from({ length: slots }, (_, slot) => Math.floor(slot / slotsPerDay)),
    duration: Int32Array.from(series, ({ durationSlots }) => durationSlots),
    site: Int32Array.from(series, ({ site = 0 }) => site),
    minDays: Int32Array.from(series, ({ minDays = 0 }) => minDays),
    spreadCost: Int32Array.from(series, ({ spreadCost = 0 }) => spreadCost),
    extraRoomCost: Int32Array.from(series, ({ extraRoomCost = 0 }) => extraRoomCost),
    extraTeacherCost: Int32Array.from(series, ({ extraTeacherCost = 0 }) => extraTeacherCost),
    daysApart: Int32Array.from(series, ({ daysApart = 0 }) => daysApart),
    startCost,
    roomCost: choiceCosts(
      series.map((each) => each.rooms),
      rooms.length,
    ),
    teacherCost: choiceCosts(
      series.map((each) => each.teachers),
      teachers.length,
    ),
    allowedStarts: lists(series.map((_, s) => allowed(startCost.subarray(s * slots, (s + 1) * slots)))),
    allowedRooms: lists(series.map((each) => each.rooms.toSorted((a, b) => a.cost - b.cost).map(({ id }) => id))),
    allowedTeachers: lists(series.map((each) => each.teachers.map(({ id }) => id))),
    ...neighbourhood(problem),
    nearDays: nearDays(problem),
    agendasOf: agendasBySeries(problem),
    agendaWeight: Int32Array.from([...teachers.map(() => 1), ...agendas.map(({ weight }) => weight)]),
    shapes,
    shapeOf,
    weeks: flatWeeks(problem),
    dayTable: dayTable(shapes, slotsPerDay),
    ...occupiedBits(series, slots, slotsPerDay),
    maxSlotsPerWeek: Int32Array.from(teachers, ({ maxSlotsPerWeek = slots }) => maxSlotsPerWeek),
    fairSlots: Int32Array.from(teachers, ({ fairSlots = slots }) => fairSlots),
    overloadCost: Int32Array.from(teachers, ({ overloadCost = 0 }) => overloadCost),
    closedRoomSlots: lists(rooms.map(({ closed = [] }) => closed)),
    closedTeacherSlots: lists(teachers.map(({ closed = [] }) => closed)),
    travelSlots: Int32Array.from(travel.flat()),
    siteCount: travel.length,
    maxTravelSlots: travel.flat().reduce((a, b) => Math.max(a, b), 0),
    ...bundled(problem, seriesOf),
    roomLimits: flatRoomLimits(problem),
    sameHour: sameHour(problem, seriesOf.length),
  };
}

function startsWithinTheDay(
  { startCosts, durationSlots }: { startCosts: ArrayLike<number>; durationSlots: number },
  slots: number,
  slotsPerDay: number,
): Int32Array {
  return Int32Array.from({ length: slots }, (_, slot) =>
    (slot % slotsPerDay) + durationSlots > slotsPerDay ? FORBIDDEN : (startCosts[slot] ?? FORBIDDEN),
  );
}

function allowed(costs: Int32Array): number[] {
  const found: number[] = [];
  for (const [slot, cost] of costs.entries()) if (cost !== FORBIDDEN) found.push(slot);
  return found;
}

function choiceCosts(choices: readonly (readonly { id: number; cost: number }[])[], width: number): Int32Array {
  const costs = new Int32Array(choices.length * width).fill(FORBIDDEN);
  for (const [s, list] of choices.entries()) for (const { id, cost } of list) costs[s * width + id] = cost;
  return costs;
}

function agendasBySeries({ series, agendas, teachers }: TimetablingProblem): Lists {
  const found = series.map(() => [] as number[]);
  for (const [a, agenda] of agendas.entries()) for (const s of agenda.series) found[s]?.push(teachers.length + a);
  return lists(found);
}

function distinctShapes(all: readonly DayShape[], { unplacedCost, breaksAfter = [] }: TimetablingProblem) {
  const breaks = breaksAfter.reduce((bits, slot) => bits | (1n << BigInt(slot)), 0n);
  const breaksLow = Number(BigInt.asIntN(32, breaks));
  const breaksHigh = Number(BigInt.asIntN(32, breaks >> 32n));
  const numbers = new Map<string, number>();
  const shapes: FullDayShape[] = [];
  const shapeOf = all.map((day) => {
    const shape = { ...NO_SHAPE, ...day, shortCost: unplacedCost, breaksLow, breaksHigh };
    const key = Object.values(shape).join(' ');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, shapes.length);
    return shapes.push(shape) - 1;
  });
  return { shapes, shapeOf: Int32Array.from(shapeOf) };
}

const NO_SHAPE: Required<DayShape> = {
  lonelyCost: 0,
  idleCost: 0,
  dayCost: 0,
  maxSlots: 64,
  maxInRow: 64,
  minSlots: 0,
};

function dayTable(shapes: readonly FullDayShape[], slotsPerDay: number): Int32Array {
  if (slotsPerDay > DAY_TABLE_SLOTS) return new Int32Array(0);
  const masks = Array.from({ length: 2 ** slotsPerDay }, (_, mask) => mask);
  return Int32Array.from(shapes.flatMap((shape) => masks.map((mask) => dayCost(shape, mask, 0))));
}

function occupiedBits(series: TimetablingProblem['series'], slots: number, slotsPerDay: number) {
  const longest = series.reduce((most, { durationSlots }) => Math.max(most, durationSlots), 0);
  const lowBits = new Int32Array((longest + 1) * slots);
  const highBits = new Int32Array((longest + 1) * slots);
  for (let duration = 1; duration <= longest; duration++) {
    for (let start = 0; start < slots; start++) {
      const bits = ((1n << BigInt(duration)) - 1n) << BigInt(start % slotsPerDay);
      lowBits[duration * slots + start] = Number(BigInt.asIntN(32, bits));
      highBits[duration * slots + start] = Number(BigInt.asIntN(32, bits >> 32n));
    }
  }
  return { lowBits, highBits };
}
