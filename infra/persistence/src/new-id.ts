/** A new UUID v7: unique everywhere, and in order of creation, so that indexes grow at one end. */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  // All but the time is as random as that of a version 4, which Node makes many at a time.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
