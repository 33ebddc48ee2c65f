import { ticketOpened } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';

/** A ticket was opened. */
export const onTicketOpened = fact(ticketOpened, (events, unit) =>
  addToDays(
    unit,
    events.map(({ branchId, data }) => ({ branchId, at: data.openedAt, ticketsOpened: 1 })),
  ),
);
