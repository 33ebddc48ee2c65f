/** One line of a benchmark's table: ours, or a peer's, or the limit's. Numbers keep their unit in the column's name (`p95Ms`). */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

export interface BenchmarkResult {
  /** What was measured, in the order in which it is read. */
  rows: readonly Row[];
  /** What the run is judged by: each a ratio (or a count that must be zero) out of this very run. */
  verdicts: readonly Verdict[];
  /** What a reader must know to repeat or doubt it: skipped peers, settings. */
  notes?: readonly string[];
}

/** `lessons/s over raw SQL: 0.41, at least 0.33`. */
export interface Verdict {
  what: string;
  measured: number;
  /** The mark: at least this, or at most this. */
  atLeast?: number;
  atMost?: number;
}

export interface Benchmark {
  name: string;
  /** One sentence: what is measured, next to which peer, and what the limit is. */
  about: string;
  run(args: readonly string[]): Promise<BenchmarkResult>;
}

/** Whether a verdict's mark is met. */
export const met = ({ measured, atLeast = -Infinity, atMost = Infinity }: Verdict): boolean =>
  measured >= atLeast && measured <= atMost;
