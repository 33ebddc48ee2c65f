import type { Outcome, ProviderTry } from '../commands/settle-delivery.ts';
import type { DueDelivery } from '../persistence/queries/due-deliveries.ts';
import { AddressRefused, type DeliveryProvider } from './provider.ts';

/** Of an error message, as much as helps: providers quote whole conversations. */
const MOST_ERROR_CHARACTERS = 500;

/** Tries the first way with each provider of its channel, in order, until one takes the message. */
export async function askProviders(
  providers: readonly DeliveryProvider[],
  { delivery, ways, notBefore }: DueDelivery,
  now: Date,
): Promise<Outcome> {
  const [way, other] = ways;
  if (!way) return { kind: 'no-address' };
  const { channel, to } = way;
  if (notBefore > now) return { kind: 'held', channel, until: notBefore };
  const message = { deliveryId: delivery.id, to, subject: delivery.subject, body: delivery.body ?? '' };
  const tries: ProviderTry[] = [];
  const candidates = providers.filter((provider) => provider.channel === channel);
  for (const provider of candidates) {
    try {
      await provider.send(message);
      return { kind: 'sent', channel, tries: [...tries, { provider: provider.name, channel, error: null }] };
    } catch (error) {
      tries.push({ provider: provider.name, channel, error: String(error).slice(0, MOST_ERROR_CHARACTERS) });
      // Another provider would meet the same closed door.
      if (error instanceof AddressRefused) return failure(true);
    }
  }
  return failure(candidates.length === 0);

  function failure(permanent: boolean): Outcome {
    return { kind: 'failed', channel: channel, tries, permanent, otherChannel: other?.channel ?? null };
  }
}
