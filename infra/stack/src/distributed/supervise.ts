import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Supervised {
  readonly name: string;
  /** The process that runs now, if one does. */
  pid(): number | undefined;
  /** Asks it to end, waits until it has, and starts it no more. `signal` SIGKILL: without asking. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface SuperviseOptions {
  name: string;
  /** The script, run by the Node that runs us. */
  file: string;
  environment: NodeJS.ProcessEnv;
  /** Each line that it, or the supervisor about it, has to say. */
  onLine: (line: string) => void;
  /** Before the first restart; doubled for each one more, up to 10 s. Default 250 ms. */
  firstDelayMs?: number;
}

const LONGEST_DELAY_MS = 10_000;
/** A process that lived this long had started well: its next death is a new matter. */
const STEADY_MS = 30_000;
const END_WITH_LAUNCHER = fileURLToPath(new URL('end-with-launcher.ts', import.meta.url));

/** Keeps one process running: when it dies, it starts again, later each time it dies early. */
export function supervise(options: SuperviseOptions): Supervised {
  const { name, onLine, firstDelayMs = 250 } = options;
  const stopping = new AbortController();
  let child: ChildProcess | undefined;

  async function keepRunning(): Promise<void> {
    let delayMs = firstDelayMs;
    while (!stopping.signal.aborted) {
      const started = performance.now();
      child = start(options);
      const reason = await end(child);
      child = undefined;
      if (stopping.signal.aborted) return;
      if (performance.now() - started > STEADY_MS) delayMs = firstDelayMs;
      onLine(`${name} ended (${reason}); it starts again in ${delayMs} ms`);
      await pause(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    }
  }

  const running = keepRunning();
  return {
    name,
    pid: () => child?.pid,
    async stop(signal = 'SIGTERM') {
      stopping.abort();
      child?.kill(signal);
      await running;
    },
  };
}

function start({ file, environment, onLine }: SuperviseOptions): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', END_WITH_LAUNCHER, file],
    {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // In a group of its own: the terminal's Ctrl-C reaches the launcher alone, which stops them in order.
      detached: true,
    },
  );
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', onLine);
  return child;
}

async function end(child: ChildProcess): Promise<string> {
  const failed = once(child, 'error').then(([error]) => (error as Error).message);
  const exited = once(child, 'exit').then(([code, signal]) => (signal ? `signal ${signal}` : `exit code ${code}`));
  return Promise.race([failed, exited]);
}
