import { ticketAnswered } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { queueNotice } from '../commands/queue-notice.ts';

/** There is an answer to read; what it says stays behind the sign-in. */
export const onTicketAnswered = on(ticketAnswered, async ({ branchId, data }, unit) => {
  const { guardianId, studentId, number, subject } = data;
  const values = () => ({ number, subject });
  await queueNotice(unit, { key: 'TICKET_ANSWERED', guardianId, studentId, branchId, values });
});
