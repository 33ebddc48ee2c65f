// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
/** A row of bits for each resource, one bit a slot: set where it is taken or shut. */
export class SlotRows {
  readonly #words: number;
  readonly #bits: Uint32Array;

  constructor(rows: number, slots: number) {
    this.#words = Math.ceil(slots / 32);
    this.#bits = new Uint32Array(rows * this.#words);
  }

  set(row: number, from: number, to: number): void {
    this.#each(row, from, to, (word, mask) => {
      this.#bits[word]! |= mask;
    });
  }

  clear(row: number, from: number, to: number): void {
    this.#each(row, from, to, (word, mask) => {
      this.#bits[word]! &= ~mask;
    });
  }

  isClear(row: number, from: number, to: number): boolean {
    const base = row * this.#words;
    for (let word = from >>> 5; word <= (to - 1) >>> 5; word++)
      if (this.#bits[base + word]! & maskOf(word, from, to)) return false;
    return true;
  }

  #each(row: number, from: number, to: number, change: (word: number, mask: number) => void): void {
    const base = row * this.#words;
    for (let word = from >>> 5; word <= (to - 1) >>> 5; word++) change(base + word, maskOf(word, from, to));
  }
}

/** The bits of one word that lie in `from` up to, not including, `to`. */
function maskOf(word: number, from: number, to: number): number {
  const low = Math.max(from - word * 32, 0);
  const high = Math.min(to - word * 32, 32);
  return (high === 32 ? -1 : (1 << high) - 1) & (-1 << low);
}
