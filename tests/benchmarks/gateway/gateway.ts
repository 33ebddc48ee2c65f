import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Benchmark, BenchmarkResult } from '../benchmark.ts';
import { firstAnswer, requireSameAnswers } from './answers.ts';
import { type Contender, type ContenderName, startContender } from './contenders.ts';
import { type Forked, forkScript } from './fork.ts';
import { installHive } from './hive.ts';
import { CONNECTIONS, measure } from './measure.ts';
import { QUERIES } from './queries.ts';
import { openSchool, type School } from './school.ts';
import { rowsOf, verdictsOf } from './verdicts.ts';

const ROUNDS = 3;
const HIVE: readonly ContenderName[] = ['Hive Gateway, Rust', 'Hive Gateway, JS'];
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `npm run bench -- gateway [rounds]`. */
export const gateway: Benchmark = {
  name: 'gateway',
  about:
    'requests/s, latency and CPU of the gateway with all that it checks, next to @apollo/gateway and Hive Gateway that check nothing, over the same stand-ins for the nine subgraphs',
  async run([rounds = ROUNDS]) {
    const missing = await installHive();
    const names: ContenderName[] = ['ours', '@apollo/gateway', ...(missing ? [] : HIVE), 'ours, embedded'];
    const folder = mkdtempSync(join(tmpdir(), 'campusgraph-bench-'));
    const processes: Forked[] = [];
    try {
      const school = await openSchool();
      processes.push(standIns(school));
      const load = forkScript(here('load.ts'), {});
      processes.push(load);
      await load.ask(school.tokens);
      const supergraphFile = join(folder, 'supergraph.graphql');
      writeFileSync(supergraphFile, school.supergraphSdl);
      const contenders: Contender[] = [];
      for (const name of names) {
        const contender = await startContender(name, school, supergraphFile);
        processes.push(contender.process);
        contenders.push(contender);
      }
      return await compare(contenders, school, { load, rounds: Number(rounds), missing });
    } finally {
      await Promise.all(processes.map((one) => one.stop()));
      rmSync(folder, { recursive: true });
    }
  },
};

const standIns = ({ urls, keys }: School): Forked =>
  forkScript(here('processes/stand-ins.ts'), {
    STAND_INS: JSON.stringify(urls),
    TOKEN_KEYS: JSON.stringify({ keys: [keys.accessTokens.publicJwk] }),
  });

async function compare(
  contenders: readonly Contender[],
  school: School,
  { load, rounds, missing }: { load: Forked; rounds: number; missing: string | undefined },
): Promise<BenchmarkResult> {
  const [token = ''] = school.tokens;
  for (const query of QUERIES) {
    for (const contender of contenders) await firstAnswer(contender, query, token);
    await requireSameAnswers(contenders, query, token);
  }
  const measured = await measure(contenders, load, rounds);
  return {
    rows: rowsOf(measured),
    verdicts: verdictsOf(measured),
    notes: [
      'The subgraphs are stand-ins with fixed answers (nine servers in one process): what is measured is the gateway in front of them.',
      'Ours verifies tokens, enforces scopes and limits, records readings of personal data and signs principals; the peers pass headers on.',
      `Every request carries another token, none of which the gateway remembers: ${school.tokens.length.toLocaleString('en')} in turn.`,
      `${rounds} rounds, one gateway after the other in each, at ${CONNECTIONS.join(' and ')} connections.`,
      ...(missing === undefined ? [] : [`Without Hive Gateway: ${missing}`]),
    ],
  };
}
