import type { FetPlace } from './adapt.ts';
import { type FetActivity, type FetNode, type FetProblem, nodes, text } from './read.ts';

export interface Placed {
  activity: FetActivity;
  place: FetPlace;
  hours: number[];
}

/** A timetable as the file's constraints speak of it: by name, day and hour. */
export class Week {
  readonly fet: FetProblem;
  readonly all: readonly Placed[];
  readonly #byId: ReadonlyMap<string, Placed>;

  constructor(fet: FetProblem, places: readonly FetPlace[]) {
    const found = new Map(places.map((place) => [place.id, place]));
    this.fet = fet;
    this.all = fet.activities.flatMap((activity) => {
      const place = found.get(activity.id);
      if (place === undefined) return [];
      return [{ activity, place, hours: Array.from({ length: activity.duration }, (_, i) => place.hour + i) }];
    });
    this.#byId = new Map(this.all.map((placed) => [placed.activity.id, placed]));
  }

  placed(id: string): Placed | undefined {
    return this.#byId.get(id);
  }

  /** Those of the ids that are active and have a place. */
  of(ids: readonly string[]): Placed[] {
    return ids.flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** Day and hour, each by its name or left empty for any. */
  isListed(listed: readonly FetNode[], prefix: string, day: number, hour: number): boolean {
    return listed.some(
      (node) =>
        ['', this.fet.days[day]].includes(text(node, `${prefix}Day`)) &&
        ['', this.fet.hours[hour]].includes(text(node, `${prefix}Hour`)),
    );
  }

  isBreak(day: number, hour: number): boolean {
    return this.#named('BreakTimes', 'Break_Time', () => true).some((listed) => this.isListed([listed], '', day, hour));
  }

  /** When a teacher, or the students of a subgroup, cannot be there. */
  closedFor(who: { teacher?: string; students?: string }): FetNode[] {
    return [
      ...this.#named('TeacherNotAvailableTimes', 'Not_Available_Time', (node) => text(node, 'Teacher') === who.teacher),
      ...this.#named('StudentsSetNotAvailableTimes', 'Not_Available_Time', (node) =>
        who.students === undefined
          ? false
          : (this.fet.subgroups.get(text(node, 'Students'))?.has(who.students) ?? false),
      ),
    ];
  }

  /** The occupied hours, by day. */
  days(those: readonly Placed[]): Map<number, number[]> {
    const found = new Map<number, number[]>();
    for (const { place, hours } of those) found.set(place.day, [...(found.get(place.day) ?? []), ...hours]);
    return found;
  }

  #named(constraint: string, list: string, isMeant: (node: FetNode) => boolean): FetNode[] {
    return this.fet.constraints
      .filter(({ name, node }) => name === constraint && isMeant(node))
      .flatMap(({ node }) => nodes(node, list));
  }
}
