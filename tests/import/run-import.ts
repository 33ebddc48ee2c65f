import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { CHECKOUT } from '@campusgraph/stack';

export interface Finished {
  exitCode: number | null;
  lines: string[];
  /** What the user sees last; scripts read it. */
  lastLine: string | undefined;
  errors: string;
}

export interface Running {
  child: ChildProcess;
  /** Resolves with the first line that matches. */
  line(pattern: RegExp): Promise<string>;
  finished: Promise<Finished>;
}

/** The command as a user runs it, in a process of its own. `token` null: none is given. */
export function startImport(args: readonly string[], token: string | null): Running {
  const { CAMPUSGRAPH_TOKEN: _, ...environment } = process.env;
  const child = spawn(process.execPath, [join(CHECKOUT, 'infra/stack/src/cli.ts'), 'import', ...args], {
    env: { ...environment, NODE_OPTIONS: '', ...(token !== null && { CAMPUSGRAPH_TOKEN: token }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const errors = text(child.stderr);
  const finished = once(child, 'close').then(async ([exitCode]) => ({
    exitCode: exitCode as number | null,
    lines,
    lastLine: lines.at(-1),
    errors: await errors,
  }));
  const line = async (pattern: RegExp): Promise<string> => {
    while (true) {
      const found = lines.find((one) => pattern.test(one));
      if (found !== undefined) return found;
      await Promise.race([once(reader, 'line'), finished.then(() => Promise.reject(new Error('ended before that')))]);
    }
  };
  return { child, line, finished };
}

export const runImport = (args: readonly string[], token: string | null): Promise<Finished> =>
  startImport(args, token).finished;
