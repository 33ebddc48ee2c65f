import type { Benchmark } from './benchmark.ts';

/** Each is loaded when it is asked for. */
export const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {};
