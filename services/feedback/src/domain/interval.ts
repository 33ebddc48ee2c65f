/** A 95 % interval; both ends in the unit of the figure it belongs to. */
export interface Interval {
  low: number;
  high: number;
}

/** The two-sided 95 % point of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson's score interval of a share: unlike ±z·se it holds for few answers and for shares near 0 and 1. */
export function wilsonInterval(successes: number, n: number): Interval {
  const share = successes / n;
  const centre = share + Z ** 2 / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  const scale = 1 + Z ** 2 / n;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/**
 * The interval of (promoters − detractors) / n, as a share: adjusted Wald (three answers are added, spread as 3/4, 3/2, 3/4;
 * B. Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 2016), because the plain one says
 * "100 ± 0" after a single promoter. It is widened where needed to contain the score itself.
 */
export function netShareInterval(promoters: number, detractors: number, n: number): Interval {
  const up = (promoters + 0.75) / (n + 3);
  const down = (detractors + 0.75) / (n + 3);
  const spread = Z * Math.sqrt((up + down - (up - down) ** 2) / (n + 3));
  const score = (promoters - detractors) / n;
  return {
    low: Math.max(-1, Math.min(score, up - down - spread)),
    high: Math.min(1, Math.max(score, up - down + spread)),
  };
}

/** Student's interval of a mean. One answer says nothing about the spread: the whole scale is the interval then. */
export function meanInterval(mean: number, variance: number, n: number, scale: Interval): Interval {
  if (n < 2) return scale;
  const spread = studentT(n - 1) * Math.sqrt(variance / n);
  return { low: Math.max(scale.low, mean - spread), high: Math.min(scale.high, mean + spread) };
}

/** The two-sided 95 % point of Student's t: exact for 1 and 2 degrees of freedom, else Cornish–Fisher (error below 0.01). */
function studentT(degrees: number): number {
  if (degrees === 1) return 12.7062;
  if (degrees === 2) return 4.3027;
  return (
    Z +
    (Z ** 3 + Z) / (4 * degrees) +
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * degrees ** 2) +
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * degrees ** 3)
  );
}
