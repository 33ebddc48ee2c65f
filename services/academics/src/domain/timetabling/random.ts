// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
/** The generator sfc32: the same seed gives the same numbers on every machine. */
export class Random {
  readonly #state: Int32Array;

  constructor(seed: number) {
    this.#state = Int32Array.of(seed, seed ^ 0x9e3779b9, 0x243f6a88, 1);
    for (let i = 0; i < 15; i++) this.next();
  }

  /** A whole number of 32 bits, signed. */
  next(): number {
    const state = this.#state;
    const [a, b, c, counter] = [state[0]!, state[1]!, state[2]!, state[3]!];
    const sum = (((a + b) | 0) + counter) | 0;
    state[3] = counter + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum;
  }

  /** 0 up to, not including, `bound`. */
  below(bound: number): number {
    return ((this.next() >>> 0) * bound * 2 ** -32) | 0;
  }

  /** Above 0, below 1. */
  fraction(): number {
    return ((this.next() >>> 0) + 0.5) * 2 ** -32;
  }
}
