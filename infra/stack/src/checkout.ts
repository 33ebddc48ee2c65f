import { join, resolve } from 'node:path';

/** The folder of the checkout that this file belongs to. */
export const CHECKOUT = resolve(import.meta.dirname, '../../..');

/** What a run keeps between starts: the database, tokens, the event stream. Not in git; `npm start -- --reset` empties it. */
export const DATA = join(CHECKOUT, '.data');

/** The nine subgraphs, in the order in which they come up: organization signs the tokens that the others verify. */
export const SERVICES = [
  'organization',
  'crm',
  'academics',
  'attendance',
  'billing',
  'support',
  'feedback',
  'notifications',
  'insights',
] as const;

export type ServiceName = (typeof SERVICES)[number];
