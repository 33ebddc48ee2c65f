import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { composeServices } from '@apollo/composition';
import { type GraphQLError, parse } from 'graphql';

/** A subgraph's name and its schema as written. */
export interface Subgraph {
  name: string;
  sdl: string;
}

/** `supergraph` is there when and only when `errors` is empty. Hints are worth reading and never fail anything. */
export interface Composition {
  supergraph?: string;
  errors: string[];
  hints: string[];
}

/** Where subgraphs lie and where the composed graph is committed, from the root of the checkout. */
export const SUPERGRAPH = 'gateway/supergraph.graphql';

/** Reads `services/<name>/schema.graphql` of every service that has one, in alphabetical order. */
export function readSubgraphs(checkout: string): Subgraph[] {
  const services = join(checkout, 'services');
  return readdirSync(services)
    .sort()
    .map((name) => ({ name, file: join(services, name, 'schema.graphql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, sdl: readFileSync(file, 'utf8') }));
}

/** Composes subgraphs into one graph. The routing addresses are placeholders: who runs it knows the real ones. */
export function compose(subgraphs: readonly Subgraph[]): Composition {
  const errors: string[] = [];
  const services = subgraphs.flatMap(({ name, sdl }) => {
    try {
      return [{ name, url: `http://${name}`, typeDefs: parse(sdl) }];
    } catch (error) {
      errors.push(`${name}: ${describe(error as GraphQLError)}`);
      return [];
    }
  });
  if (errors.length > 0 || services.length === 0) {
    return { errors: errors.length > 0 ? errors : ['there is no services/*/schema.graphql'], hints: [] };
  }
  const result = composeServices(services);
  if (result.errors) return { errors: result.errors.map(describe), hints: [] };
  return {
    supergraph: `${result.supergraphSdl.trimEnd()}\n`,
    errors: [],
    hints: result.hints.map((hint) => `${hint.definition.code}: ${hint.message}`),
  };
}

function describe(error: GraphQLError): string {
  const code = error.extensions?.code;
  const places = (error.locations ?? []).map(({ line, column }) => `${line}:${column}`).join(', ');
  return [typeof code === 'string' ? `${code}: ` : '', error.message, places && ` (${places})`].join('');
}

/** The first lines that differ, for a reader who wants to know whether it is his change. Empty when equal. */
export function difference(committed: string, composed: string, limit = 10): string[] {
  const before = new Set(committed.split('\n'));
  const after = new Set(composed.split('\n'));
  const gone = [...before].filter((line) => !after.has(line)).map((line) => `- ${line}`);
  const come = [...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`);
  const all = [...gone, ...come];
  if (all.length === 0) return committed === composed ? [] : ['the same lines in another order'];
  return all.length <= limit ? all : [...all.slice(0, limit), `… and ${all.length - limit} lines more`];
}

/** What the command line says and its exit code. `--write` replaces the committed supergraph, `--check` compares with it. */
export function run(checkout: string, mode: string | undefined): { lines: string[]; exitCode: number } {
  if (mode !== '--write' && mode !== '--check') {
    return { lines: ['usage: compose.ts --write | --check'], exitCode: 2 };
  }
  const subgraphs = readSubgraphs(checkout);
  const { supergraph, errors, hints } = compose(subgraphs);
  if (supergraph === undefined) {
    return {
      lines: [`The subgraphs do not compose, ${errors.length} errors:`, ...errors.map((line) => `  ${line}`)],
      exitCode: 1,
    };
  }
  const file = join(checkout, SUPERGRAPH);
  const said = hints.map((hint) => `  hint: ${hint}`);
  if (mode === '--write') {
    writeFileSync(file, supergraph);
    return { lines: [...said, `${SUPERGRAPH}: ${subgraphs.map(({ name }) => name).join(', ')}`], exitCode: 0 };
  }
  const differences = difference(existsSync(file) ? readFileSync(file, 'utf8') : '', supergraph);
  if (differences.length === 0) return { lines: [`${SUPERGRAPH} is what the subgraphs compose to.`], exitCode: 0 };
  return {
    lines: [
      `${SUPERGRAPH} is not what the subgraphs compose to; run \`npm run compose\` and commit it:`,
      ...differences,
    ],
    exitCode: 1,
  };
}

if (process.argv[1] === import.meta.filename) {
  const { lines, exitCode } = run(resolve(import.meta.dirname, '../../..'), process.argv[2]);
  for (const line of lines) console.log(line);
  process.exitCode = exitCode;
}
