import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SERVICES } from '../src/checkout.ts';
import { environments } from '../src/distributed/environment.ts';
import { labelled } from '../src/distributed/log-lines.ts';
import { type Supervised, supervise } from '../src/distributed/supervise.ts';
import { freePort, requireFreePort } from '../src/free-port.ts';
import { loadKeys } from '../src/keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a process of the distributed graph', () => {
  let process_: Supervised | undefined;
  afterEach(() => process_?.stop('SIGKILL'));

  /** Runs `script`, and hands out its lines one by one. */
  function run(script: string, environment: NodeJS.ProcessEnv = {}): () => Promise<string> {
    const file = join(folder, 'script.ts');
    writeFileSync(file, script);
    const lines: string[] = [];
    const waiting: ((line: string) => void)[] = [];
    process_ = supervise({
      name: 'billing',
      file,
      environment,
      firstDelayMs: 10,
      onLine: (line) => {
        const next = waiting.shift();
        if (next) next(line);
        else lines.push(line);
      },
    });
    return () => {
      const line = lines.shift();
      return line === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(line);
    };
  }

  test('starts again when it dies, later each time, and says so', async () => {
    const line = run(`console.log('here'); process.exit(3);`);
    expect(await line()).toBe('here');
    expect(await line()).toBe('billing ended (exit code 3); it starts again in 10 ms');
    expect(await line()).toBe('here');
    expect(await line()).toBe('billing ended (exit code 3); it starts again in 20 ms');
    expect(await line()).toBe('here');
  });

  test('starts again when it is killed, with its environment', async () => {
    const line = run(`console.log(process.env.PORT + ' ' + process.pid); setInterval(() => {}, 60_000);`, {
      PORT: '4001',
    });
    const first = await line();
    expect(first).toMatch(/^4001 \d+$/);
    process.kill(Number(first.split(' ')[1]), 'SIGKILL');
    expect(await line()).toMatch(/signal SIGKILL/);
    expect(await line()).toMatch(/^4001 \d+$/);
  });

  test('is asked to end, finishes, and does not come back', async () => {
    const line = run(
      `process.once('SIGTERM', () => { console.log('finishing'); process.exit(); }); console.log('here'); setInterval(() => {}, 60_000);`,
    );
    expect(await line()).toBe('here');
    await process_?.stop();
    expect(await line()).toBe('finishing');
    expect(process_?.pid()).toBeUndefined();
  });
});

describe('what the processes are told', () => {
  test('a private key goes only to the process that signs with it', async () => {
    const keys = await loadKeys(join(folder, 'keys.json'));
    const urls = { owner: 'postgres://o', app: 'postgres://a', system: 'postgres://s' };
    const told = await environments({
      databases: Object.fromEntries(SERVICES.map((service) => [service, urls])) as never,
      natsUrl: 'nats://127.0.0.1:1',
      keys,
      ports: Object.fromEntries(SERVICES.map((service, index) => [service, 5000 + index])) as never,
      gatewayPort: 4000,
    });
    const { gateway, accessTokens } = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8'));
    for (const [name, environment] of Object.entries(told)) {
      const text = JSON.stringify(environment);
      expect([name, text.includes(gateway.d)]).toEqual([name, name === 'gateway']);
      expect([name, text.includes(accessTokens.d)]).toEqual([name, name === 'organization']);
    }
    expect(told.gateway.CRM_URL).toBe('http://127.0.0.1:5001');
    expect(told.crm.PORT).toBe('5001');
  });

  test('keys stay the same from one start to the next, and only their owner can read them', async () => {
    const file = join(folder, 'keys.json');
    const { gateway } = await loadKeys(file);
    expect((await loadKeys(file)).gateway.publicJwk).toEqual(gateway.publicJwk);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('the log of ten processes', () => {
  test('each line tells whose it is, and an entry reads as a sentence', () => {
    const line = labelled('crm', 1);
    expect(stripVTControlCharacters(line('{"level":"info","time":1,"service":"crm","msg":"ready","port":5001}'))).toBe(
      'crm           │ info ready {"port":5001}',
    );
    expect(stripVTControlCharacters(line('plain words'))).toBe('crm           │ plain words');
  });
});

describe('a port', () => {
  test('that is taken is named, with the way to choose another', async () => {
    const port = await freePort();
    const other = createServer().listen(port);
    await once(other, 'listening');
    await expect(requireFreePort(port)).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      remedy: expect.stringContaining('PORT='),
    });
    other.close();
    await once(other, 'close');
    await requireFreePort(port);
  });
});
