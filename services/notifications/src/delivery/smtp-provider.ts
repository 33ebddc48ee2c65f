import { createTransport } from 'nodemailer';
import { AddressRefused, type DeliveryProvider } from './provider.ts';

/** Longer than a slow server's greeting, shorter than the time a claimed delivery stays claimed. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** E-mail over SMTP. `url`: `smtp://user:password@host:587` or `smtps://…`; `sender`: `School <school@example.com>`. */
export function createSmtpProvider({
  name,
  url,
  sender,
}: {
  name: string;
  url: string;
  sender: string;
}): DeliveryProvider {
  const transport = createTransport({ url, pool: true, maxConnections: 4, ...TIMEOUTS });
  const domain = /@([^>\s]+)/.exec(sender)?.[1] ?? 'localhost';
  return {
    name,
    channel: 'EMAIL',
    async send({ deliveryId, to, subject, body }) {
      try {
        // An address object is not parsed: a comma in it cannot make two recipients.
        await transport.sendMail({
          from: sender,
          to: { name: '', address: to },
          subject,
          text: body,
          messageId: `<${deliveryId}@${domain}>`,
        });
      } catch (error) {
        throw isRefusal(error) ? new AddressRefused(String((error as Error).message)) : error;
      }
    },
    close: async () => transport.close(),
  };
}

/** A 5xx to the envelope or the message is for good; one to our sign-in is our own trouble, and 4xx passes. */
const isRefusal = (error: unknown): boolean => {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode ?? 0) >= 500;
};
