// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { type Lists, lists } from './lists.ts';
import type { ObstacleList } from './obstacle-list.ts';
import { NOWHERE } from './problem.ts';
import type { RoomUse } from './room-use.ts';
import type { Timetable } from './timetable.ts';

/** Who has to leave a room so that somebody is in few enough with one more lesson. */
export class RoomObstacles {
  readonly #timetable: Timetable;
  readonly #use: RoomUse;
  readonly #list: ObstacleList;
  readonly #seriesOf: Lists;

  constructor(timetable: Timetable, use: RoomUse, list: ObstacleList) {
    this.#timetable = timetable;
    this.#use = use;
    this.#list = list;
    this.#seriesOf = seriesByLimit(use, timetable.problem.seriesCount);
  }

  addOfSeries(series: number, start: number, room: number): boolean {
    const { limitsOf } = this.#use.limits;
    for (let k = limitsOf.from[series]!; k < limitsOf.from[series + 1]!; k++)
      if (!this.#add(limitsOf.items[k]!, start, room, () => this.#lessonsOfLimit(limitsOf.items[k]!))) return false;
    return true;
  }

  addOfTeacher(teacher: number, start: number, room: number): boolean {
    const limit = this.#use.limits.limitOfTeacher[teacher]!;
    if (limit === -1 || room === NOWHERE) return true;
    const { slots } = this.#timetable.problem;
    return this.#add(limit, start, room, () => [
      ...new Set(this.#timetable.teacherHolder.subarray(teacher * slots, (teacher + 1) * slots)),
    ]);
  }

  /** Lists the lessons of the room that has the fewest of those who may be removed. */
  #add(limit: number, start: number, room: number, lessons: () => number[]): boolean {
    const { dayOfSlot } = this.#timetable.problem;
    const day = dayOfSlot[start]!;
    if (!this.#use.isOneTooMany(limit, day, room)) return true;
    const { starts, rooms, pinned } = this.#timetable;
    const isOfWeek = this.#use.limits.perDay[limit] === 0;
    const counted = lessons().filter(
      (each) => each >= 0 && rooms[each] !== NOWHERE && (isOfWeek || dayOfSlot[starts[each]!] === day),
    );
    const byRoom = [...Map.groupBy(counted, (each) => rooms[each]!).values()];
    if (byRoom.some((those) => those.every((each) => this.#list.has(each)))) return true;
    const fewest = byRoom
      .filter((those) => those.every((each) => pinned[each] === 0))
      .reduce<number[] | null>((best, those) => (best === null || those.length < best.length ? those : best), null);
    return fewest?.every((each) => this.#list.add(each)) ?? false;
  }

  #lessonsOfLimit(limit: number): number[] {
    const { lessonsFrom } = this.#timetable.problem;
    const found: number[] = [];
    for (let k = this.#seriesOf.from[limit]!; k < this.#seriesOf.from[limit + 1]!; k++) {
      const series = this.#seriesOf.items[k]!;
      for (let lesson = lessonsFrom[series]!; lesson < lessonsFrom[series + 1]!; lesson++) found.push(lesson);
    }
    return found;
  }
}

function seriesByLimit({ limits: { limitsOf, maxRooms } }: RoomUse, seriesCount: number): Lists {
  const found = Array.from(maxRooms, () => [] as number[]);
  for (let series = 0; series < seriesCount; series++)
    for (let k = limitsOf.from[series]!; k < limitsOf.from[series + 1]!; k++) found[limitsOf.items[k]!]!.push(series);
  return lists(found);
}
