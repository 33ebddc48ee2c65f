/** What Postgres says when the disk is full; it depends on whether the system wrote nothing or half a block. */
export const saysDiskFull = (text: string): boolean =>
  /No space left on device|Check free disk space|wrote only \d+ of/.test(text);

/** A line of the server's log without time and process: `FATAL:  could not …`. */
export const withoutStamp = (line: string): string => line.replace(/^[\d-]+ [\d:.]+ UTC \[\d+\] /, '').trim();
