import { listen } from '@campusgraph/gateway';
import { staff, startTestGateway } from '../../gateway/tests/harness.ts';

// A gateway over real subgraphs in a process of its own, so that it and who asks it do not share a processor's time.
const PRINCIPALS = 200;

const graph = await startTestGateway();
const server = await listen(graph.gateway, { port: 0, host: '127.0.0.1' });
const tokens = await Promise.all(
  Array.from({ length: PRINCIPALS }, async (_, n) => {
    const { accessToken } = await graph.token(staff(['student:read', 'account:read'], { subject: `staff-${n}` }));
    return accessToken;
  }),
);
process.on('message', () => process.send?.({ ...process.memoryUsage(), ...process.cpuUsage() }));
process.once('disconnect', () => process.exit());
process.send?.({ port: server.port, tokens });
