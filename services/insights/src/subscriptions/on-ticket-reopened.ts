import { ticketReopened } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';

/** A ticket was not solved after all. */
export const onTicketReopened = fact(ticketReopened, (events, unit) =>
  addToDays(
    unit,
    events.map(({ branchId, data }) => ({ branchId, at: data.reopenedAt, ticketsReopened: 1 })),
  ),
);
