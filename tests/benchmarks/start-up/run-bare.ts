// A Node process over a Postgres with nothing in either: `node run-bare.ts <data folder>`. Ends with its input.
// Not the package: its entry brings the whole graph along.
import { startPostgres } from '../../../infra/stack/src/postgres/start.ts';

const [, , dataDir = ''] = process.argv;
const postgres = await startPostgres({ dataDir });
console.log('ready');
process.stdin.once('end', () => void postgres.stop()).resume();
