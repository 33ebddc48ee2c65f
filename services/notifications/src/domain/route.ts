import type { Channel } from './template-keys.ts';

/** How a guardian can be reached. */
export interface Contact {
  phone?: string | null | undefined;
  email?: string | null | undefined;
}

export interface Way {
  channel: Channel;
  /** The e-mail address or the phone number. */
  to: string;
}

/** The ways to a guardian in the order to be tried: the one preferred, then the other; e-mail first unless told. */
export function waysTo(
  contact: Contact | undefined,
  preferred: Channel = 'EMAIL',
  failed: readonly Channel[] = [],
): Way[] {
  const ways: Way[] = [];
  if (contact?.email) ways.push({ channel: 'EMAIL', to: contact.email });
  if (contact?.phone) ways.push({ channel: 'SMS', to: contact.phone });
  return ways
    .filter(({ channel }) => !failed.includes(channel))
    .toSorted((a, b) => Number(b.channel === preferred) - Number(a.channel === preferred));
}
