/** Those with whom somebody shares what there is: all partners, one organization, one client app. */
export interface Circle {
  name: string;
  /** What the circle gets at most of the places, and as much of the queue: 0–1. */
  part: number;
}

/** How many of each circle are in one place (under way, or in the queue) of `size`. */
export class Crowd {
  readonly #counts = new Map<string, number>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** Whether every circle has some of its part left. However small the part, one has room. */
  hasRoomFor(circles: readonly Circle[]): boolean {
    return circles.every(({ name, part }) => this.#of(name) < Math.max(1, Math.floor(this.#size * part)));
  }

  enter(circles: readonly Circle[]): void {
    for (const { name } of circles) this.#counts.set(name, this.#of(name) + 1);
  }

  leave(circles: readonly Circle[]): void {
    for (const { name } of circles) {
      const left = this.#of(name) - 1;
      if (left > 0) this.#counts.set(name, left);
      else this.#counts.delete(name);
    }
  }

  /** Below 0: the first has fewer here, by the widest circle in which they differ. */
  compare(some: readonly Circle[], others: readonly Circle[]): number {
    for (const [level, { name }] of some.entries()) {
      const difference = this.#of(name) - this.#of(others[level]?.name ?? '');
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }
}
