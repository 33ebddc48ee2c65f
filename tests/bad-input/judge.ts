import type { BadValue } from './bad-values.ts';
import type { Place } from './places.ts';

export interface GraphError {
  message: string;
  extensions?: Record<string, unknown>;
}

/** An answer of the graph, over HTTP. */
export interface Answer {
  status: number;
  data?: unknown;
  errors?: GraphError[];
}

/** A sentence about what is wrong with the answer, or null. */
export function judge(
  answer: Answer,
  {
    path,
    bad,
    mayBeAccepted,
    unnamed,
    others,
    toldAs,
  }: {
    path: Place['path'];
    bad: BadValue;
    mayBeAccepted: boolean;
    unnamed: readonly string[];
    /** Names of all arguments. */
    others: readonly string[];
    /** The name of the field that tells it, where it is not the argument's. */
    toldAs?: string | undefined;
  },
): string | null {
  if (answer.status >= 500) return `HTTP ${answer.status}`;
  if (!answer.errors) {
    if (bad.outcome === 'refused' && !mayBeAccepted) return 'was accepted';
    return isKept(answer.data, path, bad.value, toldAs) ? null : 'was accepted and is told otherwise';
  }
  for (const error of answer.errors) {
    const code = String(error.extensions?.code ?? 'none');
    if (/^(none|INTERNAL_SERVER_ERROR|SUBGRAPH_UNAVAILABLE|UNKNOWN)$/.test(code))
      return `was answered ${code}: ${error.message}`;
    // The whole request is refused before anybody looks at its arguments.
    if (code === 'PAYLOAD_TOO_LARGE' || unnamed.includes(code)) continue;
    // A value that is good by itself may not go with another argument: then that one may be named.
    const isNamedByOther = bad.outcome === 'either' && others.some((name) => saysName(wordsOf(error), name));
    if (!isNamedByOther && !names(error, path, bad.value))
      return `is not named by ${code}: ${error.message.slice(0, 300)}`;
  }
  return null;
}

/**
 * Does the error say which argument? By its name (with or without what it is counted in), by that of the list or object it
 * stands in, or by the very value.
 */
function names(error: GraphError, path: Place['path'], value: unknown): boolean {
  const said = wordsOf(error);
  const isValue = typeof value === 'string' && value.length > 4 && said.includes(value.slice(0, 200).toLowerCase());
  // Every mutation has an `input`: only where it is all of it that is wrong does that name anything.
  const steps = path.length > 1 ? path.slice(path[0] === 'input' ? 1 : 0) : path;
  return isValue || steps.some((step) => typeof step === 'string' && saysName(said, step));
}

const saysName = (said: string, name: string): boolean =>
  said.includes(name.replace(/(?<=.{3})(Id|Fen|At)$/, '').toLowerCase());

function wordsOf({ message, extensions = {} }: GraphError): string {
  const { correlationId: _, subgraph: __, kind: ___, code = '', ...details } = extensions;
  return `${message} ${String(code).replaceAll('_', '')} ${JSON.stringify(details)}`.toLowerCase();
}

/** A text that was taken is told as it was sent, but for spaces around it. */
function isKept(data: unknown, path: Place['path'], value: unknown, toldAs?: string): boolean {
  const name = toldAs ?? path.at(-1);
  if (typeof value !== 'string' || value.trim() === '' || typeof name !== 'string') return true;
  const owner = path.slice(0, -1).findLast((step) => typeof step === 'string' && step !== 'input');
  const where = typeof owner === 'string' ? valuesOf(data, owner) : data;
  const told = valuesOf(where, name).filter((one) => typeof one === 'string');
  return told.length === 0 || told.includes(value.trim());
}

function valuesOf(data: unknown, name: string): unknown[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => [...(key === name ? [value] : []), ...valuesOf(value, name)]);
}
