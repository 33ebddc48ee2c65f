import { createHash } from 'node:crypto';

/** The same text gets the same id, however often it comes. */
export function hashedId(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}

/** How a parked message is known outside of its service: several services may have parked the same event. */
export const identify = (service: string, messageId: string) => ({
  parkedMessageId: hashedId(`${service}\n${messageId}`),
  service,
  messageId,
});

/** As much of an error as facts carry; all of it stays with the service. */
const LONGEST_ERROR = 2_000;

export const shortened = (error: string): string => error.slice(0, LONGEST_ERROR);
