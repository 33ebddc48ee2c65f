import { spawn } from 'node:child_process';
import { CHECKOUT } from '../checkout.ts';
import { LaunchError } from '../launch-error.ts';

export interface Outcome {
  exitCode: number;
  /** Everything it printed, errors among it, in the order it came. */
  output: string;
  seconds: number;
}

/**
 * Runs a program of node_modules/.bin in the checkout. `show` lets its output through as it comes. When we are told to stop,
 * the program is, and INTERRUPTED is thrown once it has: the caller's `finally` then has time to clean up.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { environment = {}, show = false }: { environment?: NodeJS.ProcessEnv; show?: boolean } = {},
): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: CHECKOUT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const [stream, terminal] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (show) terminal.write(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    let interrupted = false;
    const interrupt = (signal: NodeJS.Signals): void => {
      interrupted = true;
      // A terminal's Ctrl-C has reached the program already; twice does no harm.
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, interrupt);
    const finish = (exitCode: number): void => {
      for (const signal of signals) process.off(signal, interrupt);
      if (interrupted) reject(new LaunchError('INTERRUPTED', 'Interrupted.', 'Nothing is left running.'));
      else resolve({ exitCode, output, seconds: (performance.now() - started) / 1000 });
    };
    child.once('error', (error) => {
      output += `${program} does not start: ${error.message}\n`;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}
