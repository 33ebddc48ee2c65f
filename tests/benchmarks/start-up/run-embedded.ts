// `npm start` without its check of the installation and its sign-ins: `node run-embedded.ts <data folder>`. Ends with its input.
import { loadDemoChain, startOwnGraph } from '@campusgraph/stack';

const [, , dataDir = ''] = process.argv;
const graph = await startOwnGraph({ dataDir, port: 0, host: '127.0.0.1', logLevel: 'error' });
await loadDemoChain(graph, new Date());
console.log('ready');
process.stdin.once('end', () => void graph.stop()).resume();
