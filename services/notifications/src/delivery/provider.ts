import type { Channel } from '../domain/template-keys.ts';

export interface OutgoingMessage {
  /** The delivery's id: the same message sent twice, after a crash, can be recognised by it. */
  deliveryId: string;
  /** The e-mail address or the phone number. */
  to: string;
  subject: string;
  body: string;
}

/** Somebody who carries messages. */
export interface DeliveryProvider {
  readonly name: string;
  readonly channel: Channel;
  /** Resolves when the provider has taken the message. Throws AddressRefused, or anything else for "not now". */
  send(message: OutgoingMessage): Promise<void>;
  close(): Promise<void>;
}

/** This address will never do, however often it is tried. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}
