/**
 * `amount × part / whole`, rounded once, half up (rules.md, "Rounding"). Exact for every safe integer: it is reckoned in
 * whole numbers of any size. `whole` must not be 0.
 */
export function portion(amount: number, part: number, whole: number): number {
  const numerator = 2n * BigInt(amount) * BigInt(part) + BigInt(whole);
  const denominator = 2n * BigInt(whole);
  const quotient = numerator / denominator;
  // BigInt division goes towards zero, half up goes towards the greater: they differ below zero.
  const isBelow = numerator % denominator !== 0n && numerator < 0n !== denominator < 0n;
  return Number(isBelow ? quotient - 1n : quotient);
}

/** A total in equal parts; the last one takes the remainder (rules.md, "Rounding"). */
export function splitEvenly(total: number, parts: number): number[] {
  const each = portion(total, 1, parts);
  return Array.from({ length: parts }, (_, index) => (index < parts - 1 ? each : total - each * (parts - 1)));
}
