import { met } from './benchmark.ts';
import { BENCHMARKS } from './index.ts';
import { report } from './report.ts';

/** `npm run bench [-- name [arguments of that benchmark]]`: one, or all. Exits with 1 when a mark is missed. */
async function bench([name, ...args]: readonly string[]): Promise<number> {
  if (name !== undefined && BENCHMARKS[name] === undefined) {
    console.error(`There is no benchmark "${name}". There are: ${Object.keys(BENCHMARKS).join(', ')}.`);
    return 2;
  }
  let missed = 0;
  for (const [each, load] of Object.entries(BENCHMARKS)) {
    if (name !== undefined && each !== name) continue;
    const { about, run } = await load();
    console.log(`\n${each}: ${about}\n`);
    const started = performance.now();
    const result = await run(args);
    const seconds = (performance.now() - started) / 1000;
    const file = report(each, result, seconds);
    console.log(`  ${seconds.toFixed(0)} s, ${file}`);
    missed += result.verdicts.filter((verdict) => !met(verdict)).length;
  }
  return missed === 0 ? 0 : 1;
}

process.exitCode = await bench(process.argv.slice(2));
