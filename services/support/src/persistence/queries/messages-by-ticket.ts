import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { TicketMessage } from '../entities/ticket-message.ts';

/** The threads of these tickets, in the order written. */
export async function messagesByTicket(em: SqlEntityManager, ticketIds: readonly string[]): Promise<TicketMessage[][]> {
  const messages = await em.find(
    TicketMessage,
    { ticketId: { $in: [...ticketIds] } },
    { orderBy: { position: 'asc' } },
  );
  return ticketIds.map((ticketId) => messages.filter((message) => message.ticketId === ticketId));
}
