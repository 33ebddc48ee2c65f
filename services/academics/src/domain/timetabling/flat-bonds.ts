import { type Lists, lists } from './lists.ts';
import type { TimetablingProblem } from './problem.ts';

/** Those who may use few rooms, by number: the limits of series first, then teachers. */
export interface FlatRoomLimits {
  /** By series. */
  limitsOf: Lists;
  /** By teacher; -1: none. */
  limitOfTeacher: Int32Array;
  maxRooms: Int32Array;
  perDay: Uint8Array;
}

export function neighbourhood({ series, conflicts, slotsPerDay }: TimetablingProblem) {
  const gaps = series.map(() => new Map<number, number>());
  const far = series.map(() => new Map<number, number>());
  const enter = (all: typeof gaps, a: number, b: number, distance: number) => {
    all[a]?.set(b, Math.max(distance, all[a].get(b) ?? 0));
    all[b]?.set(a, Math.max(distance, all[b].get(a) ?? 0));
  };
  for (const { a, b, gapSlots = 0, daysApart = 0 } of conflicts) {
    if (a === b) continue;
    enter(gaps, a, b, daysApart > 0 ? slotsPerDay : gapSlots);
    enter(far, a, b, Math.max(daysApart - 1, 0));
  }
  const gapSlots = Int32Array.from(gaps.flatMap((each) => [...each.values()]));
  const farDays = Int32Array.from(far.flatMap((each) => [...each.values()]));
  return {
    neighbours: lists(gaps.map((each) => [...each.keys()])),
    gapSlots,
    maxGapSlots: gapSlots.reduce((a, b) => Math.max(a, b), 0),
    farDays,
    maxFarDays: farDays.reduce((a, b) => Math.max(a, b), 0),
  };
}

export function nearDays({ days, repeats = false, series, conflicts }: TimetablingProblem): Lists {
  const apart = [...series, ...conflicts].reduce((most, { daysApart = 0 }) => Math.max(most, daysApart), 0);
  const all = Array.from({ length: days }, (_, day) => day);
  const distance = (one: number, other: number) =>
    repeats ? Math.min(Math.abs(one - other), days - Math.abs(one - other)) : Math.abs(one - other);
  return lists(
    Array.from({ length: Math.max(apart, 1) }, (_, far) =>
      all.map((day) => all.filter((other) => other !== day && distance(day, other) <= far)),
    ).flat(),
  );
}

export function flatRoomLimits({ series, teachers, roomLimits = [] }: TimetablingProblem): FlatRoomLimits | null {
  const limited = teachers.flatMap(({ maxRoomsPerDay }, teacher) =>
    maxRoomsPerDay === undefined ? [] : [{ teacher, maxRooms: maxRoomsPerDay }],
  );
  if (roomLimits.length + limited.length === 0) return null;
  const limitsOf = series.map(() => [] as number[]);
  for (const [limit, each] of roomLimits.entries()) for (const s of each.series) limitsOf[s]?.push(limit);
  const limitOfTeacher = new Int32Array(teachers.length).fill(-1);
  for (const [i, { teacher }] of limited.entries()) limitOfTeacher[teacher] = roomLimits.length + i;
  return {
    limitsOf: lists(limitsOf),
    limitOfTeacher,
    maxRooms: Int32Array.from([...roomLimits, ...limited], ({ maxRooms }) => maxRooms),
    perDay: Uint8Array.from([...roomLimits.map(({ perDay = false }) => Number(perDay)), ...limited.map(() => 1)]),
  };
}

export function sameHour({ sameHours = [] }: TimetablingProblem, lessonCount: number): Lists | null {
  if (sameHours.length === 0) return null;
  const found = Array.from({ length: lessonCount }, () => new Set<number>());
  for (const group of sameHours)
    for (const lesson of group) for (const other of group) if (other !== lesson) found[lesson]?.add(other);
  return lists(found.map((each) => [...each]));
}

/** Follows the links from each lesson to all that hang together with it. Links that contradict each other are the adapter's to refuse. */
export function bundled({ links = [], series }: TimetablingProblem, seriesOf: Int32Array) {
  const lessonCount = seriesOf.length;
  const linked = Array.from({ length: lessonCount }, () => [] as { to: number; offset: number }[]);
  for (const { first, second, offsetSlots } of links) {
    linked[first]?.push({ to: second, offset: offsetSlots });
    linked[second]?.push({ to: first, offset: -offsetSlots });
  }
  const bundleOf = new Int32Array(lessonCount).fill(-1);
  const bundleOffset = new Int32Array(lessonCount);
  const bundles: number[][] = [];
  for (let lesson = 0; lesson < lessonCount; lesson++) {
    if (bundleOf[lesson] !== -1) continue;
    const members = [lesson];
    bundleOf[lesson] = bundles.length;
    for (const member of members) {
      for (const { to, offset } of linked[member] ?? []) {
        if (bundleOf[to] !== -1) continue;
        bundleOf[to] = bundles.length;
        bundleOffset[to] = (bundleOffset[member] ?? 0) + offset;
        members.push(to);
      }
    }
    const first = members.reduce((least, member) => Math.min(least, bundleOffset[member] ?? 0), 0);
    for (const member of members) bundleOffset[member] = (bundleOffset[member] ?? 0) - first;
    bundles.push(members);
  }
  const end = (lesson: number) => (bundleOffset[lesson] ?? 0) + (series[seriesOf[lesson] ?? 0]?.durationSlots ?? 0);
  const bundleWidth = Int32Array.from(bundles, (members) => Math.max(...members.map(end)));
  return { bundleOf, bundles: lists(bundles), bundleOffset, bundleWidth };
}
