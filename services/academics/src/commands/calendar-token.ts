import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, safe in a link. */
export const newCalendarToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. It is random already, so that a plain hash gives nothing away, nor does the time of looking it up. */
export const calendarTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
