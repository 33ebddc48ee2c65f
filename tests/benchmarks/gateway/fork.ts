import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of a benchmark. It ends with us, whatever happens to us. */
export interface Forked {
  /** Sends a message and resolves to the answer; one at a time. */
  ask<Answer>(message: unknown): Promise<Answer>;
  /** User and system time since it started, in milliseconds, all threads. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

const REPORT_USAGE = fileURLToPath(new URL('report-usage.ts', import.meta.url));

/** Forks a script with more environment and arguments. What it prints is shown only if it dies. */
export function forkScript(file: string, environment: NodeJS.ProcessEnv, args: readonly string[] = []): Forked {
  const child = fork(file, args, {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', REPORT_USAGE],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const died = deathOf(child, file);
  const ask = async <Answer>(message: unknown): Promise<Answer> => {
    const answered = once(child, 'message');
    child.send(message as object);
    const [answer] = await Promise.race([answered, died]);
    return answer as Answer;
  };
  return {
    ask,
    cpuMs: () => ask<number>('cpu'),
    async stop() {
      died.catch(() => {});
      // They hold nothing that must be put away.
      child.kill('SIGKILL');
      await died.catch(() => {});
    },
  };
}

/** Rejects when the process ends, with the last that it printed. */
async function deathOf(child: ChildProcess, file: string): Promise<never> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-5_000);
    });
  const [code, signal] = await once(child, 'exit');
  throw new Error(`${file} ended (${signal ?? `exit code ${code}`}):\n${printed}`);
}
