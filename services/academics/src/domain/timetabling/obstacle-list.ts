// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { CLOSED, type Timetable } from './timetable.ts';

/** Lessons that are in the way, each once. */
export class ObstacleList {
  readonly #timetable: Timetable;
  readonly #listed: Uint8Array;
  lessons: number[] = [];

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
    this.#listed = new Uint8Array(timetable.problem.lessonCount);
  }

  clear(): void {
    if (this.lessons.length === 0) return;
    for (const lesson of this.lessons) this.#listed[lesson] = 0;
    this.lessons = [];
  }

  /** Forgets all but those that were listed first. */
  keep(first: number): void {
    for (let i = first; i < this.lessons.length; i++) this.#listed[this.lessons[i]!] = 0;
    this.lessons.length = first;
  }

  has(lesson: number): boolean {
    return this.#listed[lesson] === 1;
  }

  /** Lists who holds a slot, if anybody does; false where that cannot be removed. */
  add(holder: number): boolean {
    if (holder < 0) return holder !== CLOSED;
    if (this.#listed[holder] === 1) return true;
    if (this.#timetable.pinned[holder] === 1) return false;
    this.#listed[holder] = 1;
    this.lessons.push(holder);
    return true;
  }
}
