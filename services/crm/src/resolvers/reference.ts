/** Another service's entity: all that this one knows of it is its id. */
export const reference = (id: string | null | undefined): { id: string } | null => (id ? { id } : null);

/** What the schema promises and the tables keep together; missing, it is a bug and not a client's mistake. */
export function present<Value>(value: Value | null, what: string): Value {
  if (value === null) throw new Error(`${what} is not there.`);
  return value;
}
