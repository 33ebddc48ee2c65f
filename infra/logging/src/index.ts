import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * Keys whose values are personal data or secrets, wherever they stand in a logged object. A log says which row (by id),
 * never what is in it.
 */
const PERSONAL = [
  'name',
  'guardianName',
  'childName',
  'studentName',
  'phone',
  'email',
  'login',
  'address',
  'birthDate',
  'password',
  'secret',
  'clientSecret',
  'token',
  'accessToken',
  'activationCode',
  'authorization',
  'cookie',
  'note',
  'body',
  'to',
];

const paths = PERSONAL.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]);

export interface LoggingOptions {
  /** Which service speaks. */
  service: string;
  /** pino's levels; `silent` for tests. */
  level: string;
  destination?: DestinationStream;
}

/** One JSON line per entry, with the service's name; personal data is replaced by `[redacted]`. */
export function createLogger({ service, level, destination }: LoggingOptions): Logger {
  const options = {
    level,
    base: { service },
    redact: { paths, censor: '[redacted]' },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}
