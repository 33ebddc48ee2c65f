import { ticketConfirmed } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { inviteToSurvey } from '../commands/invite-to-survey.ts';
import { branchOf } from './branch-of.ts';

/** Who agreed that a ticket is solved is asked how satisfied he or she is. */
export const onTicketConfirmed = on(ticketConfirmed, async (event, unit) => {
  const { ticketId, number, subject, guardianId, studentId } = event.data;
  await inviteToSurvey(unit, {
    occasion: 'TICKET_CONFIRMED',
    causeId: ticketId,
    branchId: branchOf(event),
    guardianId,
    studentId,
    ticketId,
    subject: `工单 ${number}「${subject}」`,
  });
});
