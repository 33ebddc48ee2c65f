import { startNats } from '../src/nats/start.ts';
import { startPostgres } from '../src/postgres/start.ts';

// A launcher for a test to kill: starts the server, says where, and waits for ever.
const [, , what, folder = ''] = process.argv;
console.log(
  what === 'nats' ? (await startNats({ storeDir: folder })).url : (await startPostgres({ dataDir: folder })).adminUrl,
);
setInterval(() => undefined, 60_000);
