import { createHash, randomBytes } from 'node:crypto';

/** A new one-time token: 256 random bits, safe in a link. */
export const newSurveyToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. It is random already, so that a plain hash gives nothing away. */
export const surveyTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
