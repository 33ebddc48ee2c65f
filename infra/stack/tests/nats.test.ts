import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { freePort } from '../src/free-port.ts';
import { type Nats, startNats } from '../src/nats/start.ts';

async function withStreams<T>(
  url: string,
  work: (manager: Awaited<ReturnType<typeof jetstreamManager>>) => Promise<T>,
): Promise<T> {
  const connection = await connect({ servers: url });
  try {
    return await work(await jetstreamManager(connection));
  } finally {
    await connection.close();
  }
}

describe('our own NATS', () => {
  let storeDir: string;
  let running: Nats | undefined;

  beforeEach(() => {
    storeDir = mkdtempSync(join(tmpdir(), 'nats-test-'));
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    rmSync(storeDir, { recursive: true, force: true });
  });

  test('has JetStream, and keeps its streams from one start to the next', async () => {
    running = await startNats({ storeDir });
    await withStreams(running.url, (manager) => manager.streams.add({ name: 'facts', subjects: ['facts.>'] }));
    await running.stop();
    running = await startNats({ storeDir });
    expect(await withStreams(running.url, async (manager) => (await manager.streams.info('facts')).config.name)).toBe(
      'facts',
    );
  });

  test('a second start on the same stream is refused while the first runs', async () => {
    running = await startNats({ storeDir });
    await expect(startNats({ storeDir })).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
  });

  test('a server left behind by a killed launcher is shut down, and its stream goes on', async () => {
    const script = fileURLToPath(new URL('start-and-wait.ts', import.meta.url));
    const launcher = spawn(process.execPath, [script, 'nats', storeDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [url] = (await once(launcher.stdout.setEncoding('utf8'), 'data')) as [string];
    await withStreams(url.trim(), (manager) => manager.streams.add({ name: 'facts', subjects: ['facts.>'] }));
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    running = await startNats({ storeDir });
    expect(await withStreams(running.url, async (manager) => (await manager.streams.info('facts')).config.name)).toBe(
      'facts',
    );
    await expect(connect({ servers: url.trim(), reconnect: false })).rejects.toThrow();
  });

  test('a given server is used as it is and left running', async () => {
    running = await startNats({ storeDir });
    const given = await startNats({ storeDir: join(storeDir, 'never-made'), url: running.url });
    expect(given.url).toBe(running.url);
    await given.stop();
    await withStreams(running.url, (manager) => manager.getAccountInfo());
  });

  test('a port that is taken is named', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await expect(startNats({ storeDir, port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(String(port)),
    });
    other.close();
  });
});
