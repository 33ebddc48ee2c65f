import { ticketAnswered } from '@campusgraph/contracts';
import { noteFirstResponses } from '../commands/note-first-responses.ts';
import { fact } from './fact.ts';

/** The first human answer to a ticket ends the customer's wait; later ones do not count. */
export const onTicketAnswered = fact(ticketAnswered, (events, unit) =>
  noteFirstResponses(
    unit,
    events.flatMap(({ branchId, data: { ticketId, isFirstResponse, firstResponseMinutes, answeredAt } }) =>
      isFirstResponse && firstResponseMinutes !== null
        ? [{ ticketId, branchId, at: answeredAt, minutes: firstResponseMinutes }]
        : [],
    ),
  ),
);
