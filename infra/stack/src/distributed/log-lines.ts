import { styleText } from 'node:util';

const COLOURS = [
  'cyan',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyanBright',
  'greenBright',
  'yellowBright',
  'blueBright',
  'magentaBright',
] as const;
const WIDTH = 'notifications'.length;
/** Said by the prefix already, or of no use on a terminal. */
const UNSAID = new Set(['level', 'time', 'service', 'msg', 'pid', 'hostname']);

/** Makes the lines of one process tell whose they are: its name in a colour of its own, then the entry. */
export function labelled(name: string, position: number): (line: string) => string {
  const label = styleText(COLOURS[position % COLOURS.length] ?? 'cyan', `${name.padEnd(WIDTH)} │`);
  return (line) => `${label} ${readable(line)}`;
}

/** A pino entry as `level message {the rest}`; anything else as it is. */
export function readable(line: string): string {
  const entry = parse(line);
  if (entry === undefined) return line;
  const rest = Object.fromEntries(Object.entries(entry).filter(([key]) => !UNSAID.has(key)));
  const level = typeof entry.level === 'string' ? entry.level : '';
  const shown = level === 'error' || level === 'fatal' ? styleText('red', level) : level;
  return [shown, String(entry.msg ?? ''), Object.keys(rest).length > 0 ? JSON.stringify(rest) : '']
    .filter(Boolean)
    .join(' ');
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
