import { LaunchError } from './launch-error.ts';

/** A command returns its exit code when it is done. Each is loaded when it is asked for, so that none waits for the others. */
type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start/command.ts')).start,
  distributed: async () => (await import('./distributed/command.ts')).distributed,
  demo: async () => (await import('./story/command.ts')).demo,
  'demo:snapshot': async () => (await import('./demo/take-snapshot.ts')).takeSnapshot,
  import: async () => (await import('./import/command.ts')).importFile,
  rebuild: async () => (await import('./rebuild/command.ts')).rebuild,
  test: async () => (await import('./checks/command.ts')).test,
  check: async () => (await import('./checks/command.ts')).check,
  bench: async () => (await import('./bench/command.ts')).bench,
};

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const load = COMMANDS[name];
  if (load === undefined) {
    console.error(`There is no command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
    return 2;
  }
  const command = await load();
  return command(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // What the user can put right is told in a sentence; anything else is our bug, and its stack shows where.
  console.error(error instanceof LaunchError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
