import { ticketResolved } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';

/** A ticket was resolved. */
export const onTicketResolved = fact(ticketResolved, (events, unit) =>
  addToDays(
    unit,
    events.map(({ branchId, data }) => ({ branchId, at: data.resolvedAt, ticketsResolved: 1 })),
  ),
);
