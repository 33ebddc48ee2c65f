import type { Benchmark, BenchmarkResult, Row } from '../benchmark.ts';
import { median, percentile } from '../support/figures.ts';
import { type Foundations, onFoundations } from '../support/foundations.ts';
import { openBare } from './bare.ts';
import { openOurs } from './ours.ts';
import type { Pipeline } from './pipeline.ts';

const DRAINED = 10_000;
const OFFERED_PER_SECOND = 2_500;
const SECONDS = 4;
const WARM_UP_SECONDS = 1;
const ROUNDS = 3;

export const events: Benchmark = {
  name: 'events',
  about: `from the outbox of one service to the effect in another over NATS, fsync on: ${DRAINED.toLocaleString('en')} drained, then ${OFFERED_PER_SECOND.toLocaleString('en')}/s, next to JetStream alone`,
  run: () => onFoundations(run),
};

type Contender = 'outbox to effect' | 'JetStream to effect' | 'JetStream alone';

async function run({ adminUrl, natsUrl }: Foundations): Promise<BenchmarkResult> {
  // Where the test databases are made.
  process.env.TEST_POSTGRES_ADMIN_URL = adminUrl;
  const pipelines: Record<Contender, Pipeline> = {
    'outbox to effect': await openOurs(natsUrl),
    'JetStream to effect': await openBare(natsUrl, { applies: true }),
    'JetStream alone': await openBare(natsUrl, { applies: false }),
  };
  try {
    const measured = await takeRounds(pipelines);
    const of = (contender: Contender) => measured.find((row) => row.contender === contender) ?? measured[0];
    const [ours, toEffect] = [of('outbox to effect'), of('JetStream to effect')];
    return {
      rows: measured,
      verdicts: [
        {
          what: 'drained per second over JetStream with the same inbox rows and effects',
          measured: Number(ours?.drainedPerSecond) / Number(toEffect?.drainedPerSecond),
          atLeast: 1 / 3,
        },
        {
          what: `p99 at ${OFFERED_PER_SECOND}/s over JetStream with the same inbox rows and effects`,
          measured: Number(ours?.p99Ms) / Number(toEffect?.p99Ms),
          atMost: 5,
        },
      ],
      notes: [
        `Medians of ${ROUNDS} rounds in turn. Everything runs in one process: the sender, its relay and the receiver.`,
        `Each is offered that rate for ${WARM_UP_SECONDS} s before it is measured.`,
        'A latency runs from the start of the unit of work (or of the publication) until the effect is written.',
      ],
    };
  } finally {
    for (const pipeline of Object.values(pipelines)) await pipeline.close();
  }
}

async function takeRounds(pipelines: Record<Contender, Pipeline>): Promise<Row[]> {
  const taken = Object.keys(pipelines).map(() => ({
    drained: [] as number[],
    p50: [] as number[],
    p99: [] as number[],
  }));
  // The first round warms up and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [i, pipeline] of Object.values(pipelines).entries()) {
      const drainedMs = await pipeline.drain(DRAINED);
      // While the others had their turn its connections were closed; the rate is measured once it is reached.
      await pipeline.offer(OFFERED_PER_SECOND, WARM_UP_SECONDS);
      const latencies = await pipeline.offer(OFFERED_PER_SECOND, SECONDS);
      if (round === 0) continue;
      taken[i]?.drained.push((DRAINED * 1000) / drainedMs);
      taken[i]?.p50.push(percentile(latencies, 0.5));
      taken[i]?.p99.push(percentile(latencies, 0.99));
    }
  }
  return Object.keys(pipelines).map((contender, i) => ({
    contender,
    drainedPerSecond: median(taken[i]?.drained ?? []),
    p50Ms: median(taken[i]?.p50 ?? []),
    p99Ms: median(taken[i]?.p99 ?? []),
  }));
}
