import { ticketAnswered } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { queueNotices } from '../commands/queue-notices.ts';

/** There is an answer to read; what it says stays behind the sign-in. */
export const onTicketAnswered = onBatch(ticketAnswered, (events, unit) =>
  queueNotices(
    unit,
    'TICKET_ANSWERED',
    events.map(({ branchId, data }) => ({
      guardianId: data.guardianId,
      studentId: data.studentId,
      branchId,
      values: () => ({ number: data.number, subject: data.subject }),
    })),
  ),
);
