/** A share, −1…1, as per cent with one decimal; rounded once, half up. */
export const percent = (share: number): number => Math.floor(share * 1000 + 0.5) / 10;

/** The two-sided 95 % point of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson's score interval of a share, 95 %. */
export function wilsonInterval(successes: number, n: number): { low: number; high: number } {
  const share = successes / n;
  const centre = share + Z ** 2 / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  const scale = 1 + Z ** 2 / n;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/**
 * The 95 % interval of (promoters − detractors) / n: adjusted Wald (three answers are added; B. Rocks, The American
 * Statistician 2016), widened where needed to contain the score itself. The feedback service says the same of one survey.
 */
export function netShareInterval(promoters: number, detractors: number, n: number): { low: number; high: number } {
  const up = (promoters + 0.75) / (n + 3);
  const down = (detractors + 0.75) / (n + 3);
  const spread = Z * Math.sqrt((up + down - (up - down) ** 2) / (n + 3));
  const score = (promoters - detractors) / n;
  return {
    low: Math.max(-1, Math.min(score, up - down - spread)),
    high: Math.min(1, Math.max(score, up - down + spread)),
  };
}
