import type { Logger } from '@campusgraph/logging';
import type { Channel } from '../domain/template-keys.ts';
import type { DeliveryProvider } from './provider.ts';

/**
 * Stands where a provider of that channel will stand: the log says which delivery would have gone out. What it says stays
 * out of the log, codes and names are in it, unless `showText` asks for it on a developer's machine.
 */
export function createLogProvider(options: { channel: Channel; logger: Logger; showText: boolean }): DeliveryProvider {
  const { channel, logger, showText } = options;
  return {
    name: `log-${channel.toLowerCase()}`,
    channel,
    async send({ deliveryId, to, subject, body }) {
      const text = showText && { message: `${subject}\n${body}` };
      logger.info({ deliveryId, channel, address: `…${to.slice(-4)}`, ...text }, 'notice');
    },
    close: async () => {},
  };
}
