import { type Graph, user } from '@campusgraph/stack';
import type { Benchmark, BenchmarkResult, Row, Verdict } from '../benchmark.ts';
import { median, runConcurrently } from '../support/figures.ts';
import { type Foundations, onFoundations } from '../support/foundations.ts';
import type { Roll } from './rolls.ts';
import { HQ } from './school.ts';
import { clock, prepare, SERVICES, twinOf } from './setting.ts';
import { recordStatements, replay } from './statements.ts';
import { takeRoll } from './take-roll.ts';

const CONCURRENCY = 16;
const ROUNDS = 3;
/** What the figures must reach of raw SQL. */
const MARK = 1 / 3;

export const rollCall: Benchmark = {
  name: 'roll-call',
  about: `recordAttendance through the gateway until billing's ledger has the deduction, next to the same SQL sent by pg alone; ${CONCURRENCY} at a time, fsync on`,
  run: (transports) => onFoundations((foundations) => run(foundations, transports)),
};

async function run({ adminUrl, natsUrl }: Foundations, only: readonly string[]): Promise<BenchmarkResult> {
  const transports = Object.entries({ embedded: {}, NATS: { natsUrl } }).filter(
    ([name]) => only.length === 0 || only.includes(name),
  );
  // One round before those that count warms up both sides.
  const setting = await prepare(adminUrl, transports.length * (ROUNDS + 1));
  const rows: Row[] = [];
  for (const [transport, options] of transports) {
    const graph = await setting.start(options);
    try {
      for (const [rolls, rounds] of setting.rounds) {
        rows.push({ transport, rolls, ...(await measure(graph, rounds.splice(0, ROUNDS + 1))) });
      }
    } finally {
      await graph.stop();
    }
  }
  const verdicts = rows.map(
    ({ transport, rolls, ofRaw }): Verdict => ({
      what: `lessons/s of raw SQL, ${rolls}, ${transport}`,
      measured: Number(ofRaw),
      atLeast: MARK,
    }),
  );
  return {
    rows,
    verdicts,
    notes: [
      `Medians of ${ROUNDS} rounds. Each is replayed at once on twins of both databases: the same statements in the same transactions over as many connections.`,
      'organization, attendance, billing and the gateway run; what other services make of the facts is not in it.',
    ],
  };
}

/** Plays rounds, each on the graph and then raw. */
async function measure(graph: Graph, [warmUp, ...rounds]: readonly Roll[][]) {
  const hq = user(graph, HQ, clock);
  await hq.token();
  const play = async (rolls: readonly Roll[]) => {
    const latencies: number[] = [];
    let ourMs = 0;
    let cpu = process.cpuUsage();
    const sessions = await recordStatements(isOfServices, async () => {
      const started = performance.now();
      await runConcurrently(rolls, CONCURRENCY, async (input) => {
        const sent = performance.now();
        await takeRoll(hq, input);
        latencies.push(performance.now() - sent);
      });
      await graph.settled();
      ourMs = performance.now() - started;
      cpu = process.cpuUsage(cpu);
    });
    const lessons = rolls.reduce((sum, { entries }) => sum + entries.length, 0);
    const rawMs = await replay(sessions, twinOf);
    const statements = sessions.reduce((sum, session) => sum + session.statements.length, 0);
    return {
      ours: (lessons * 1000) / ourMs,
      raw: (lessons * 1000) / rawMs,
      requestMs: median(latencies),
      cpuMs: (cpu.user + cpu.system) / 1000 / rolls.length,
      statements: statements / rolls.length,
    };
  };
  await play(warmUp ?? []);
  const played: Awaited<ReturnType<typeof play>>[] = [];
  for (const rolls of rounds) played.push(await play(rolls));
  const of = (figure: keyof Awaited<ReturnType<typeof play>>) => median(played.map((round) => round[figure]));
  return {
    lessonsPerSecond: of('ours'),
    rawPerSecond: of('raw'),
    ofRaw: median(played.map(({ ours, raw }) => ours / raw)),
    requestP50Ms: of('requestMs'),
    cpuMsPerRoll: of('cpuMs'),
    statementsPerRoll: of('statements'),
  };
}

const isOfServices = ({
  user: role,
  database,
}: {
  user?: string | undefined;
  database?: string | undefined;
}): boolean => SERVICES.some((service) => database === service && role === `${service}_app`);
