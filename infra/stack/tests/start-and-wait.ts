import { startPostgres } from '../src/postgres/start.ts';

// A launcher for a test to kill: starts the server, says where, and waits for ever.
const { adminUrl } = await startPostgres({ dataDir: process.argv[2] ?? '' });
console.log(adminUrl);
setInterval(() => undefined, 60_000);
