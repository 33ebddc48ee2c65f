import type {
  EventData,
  EventEnvelope,
  messageParked,
  messageReplayed,
  messageReplayFailed,
} from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { ParkedMessage } from '../persistence/entities/parked-message.ts';

/** Keeps that a service has put a message aside. */
export async function keepParked(
  { em, principal }: UnitOfWork,
  { branchId, data }: EventEnvelope<EventData<typeof messageParked>>,
): Promise<void> {
  const { parkedMessageId, parkedAt, ...told } = data;
  await em.upsert(ParkedMessage, {
    ...told,
    id: parkedMessageId,
    organizationId: principal.organizationId,
    branchId,
    parkedAt: new Date(parkedAt),
    replayedAt: null,
  });
}

/** Keeps that it has been applied after all. */
export async function keepReplayed(
  { em }: UnitOfWork,
  { parkedMessageId, replayedAt }: EventData<typeof messageReplayed>,
): Promise<void> {
  await em.nativeUpdate(ParkedMessage, { id: parkedMessageId }, { replayedAt: new Date(replayedAt) });
}

/** Keeps why it failed once more. */
export async function keepReplayFailed(
  { em }: UnitOfWork,
  { parkedMessageId, error, tries }: EventData<typeof messageReplayFailed>,
): Promise<void> {
  await em.nativeUpdate(ParkedMessage, { id: parkedMessageId }, { error, tries });
}
