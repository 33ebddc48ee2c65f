import { ticketConfirmed } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';

/** The customer agreed that a ticket is solved. */
export const onTicketConfirmed = fact(ticketConfirmed, (events, unit) =>
  addToDays(
    unit,
    events.map(({ branchId, data }) => ({ branchId, at: data.confirmedAt, ticketsConfirmed: 1 })),
  ),
);
