import type { User } from './graph-client.ts';
import { MOTHER } from './lead-chapter.ts';
import type { Stage } from './story.ts';

const OPEN = `mutation Open($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id number clocks { kind targetMinutes dueAt } } } }`;
const REPLY = `mutation Reply($input: ReplyToTicketInput!) { replyToTicket(input: $input) { ticket { status firstResponseAt clocks { kind satisfiedAt breached } } } }`;
const RESOLVE = `mutation Resolve($input: ResolveTicketInput!) { resolveTicket(input: $input) { ticket { status } } }`;
const CONFIRM = `mutation Confirm($input: ConfirmTicketInput!) { confirmTicket(input: $input) { ticket { status } } }`;
const INVITATIONS = `query Invitations { surveyInvitations(filter: { open: true }) { nodes { id subject survey { kind } } } }`;
const ANSWER = `mutation Answer($input: AnswerSurveyInput!) { answerSurvey(input: $input) { surveyResponse { score } } }`;
const SATISFACTION = `query Satisfaction($id: ID!) { ticket(id: $id) { status satisfaction } }`;

/** The guardian asks about the no-show on Thursday 11:30; four business hours run to 17:00, over the noon break. */
export async function ticketChapter(
  { graph, clock, mailbox, people: { support }, listener }: Stage,
  guardian: User,
  studentId: string,
) {
  listener.chapter('工单：为什么旷课也扣课时');
  clock.set('2026-04-02T03:30:00Z');
  const { openTicket } = await guardian.ask(OPEN, {
    input: {
      channel: 'APP',
      type: 'ATTENDANCE',
      subject: '周三为什么算旷课？',
      body: '孩子发烧，我忘记请假了。',
      studentId,
    },
  });
  const ticketId = openTicket.ticket.id as string;
  const firstResponse = openTicket.ticket.clocks.find((one: { kind: string }) => one.kind === 'FIRST_RESPONSE');
  listener.fact(
    '首次响应时限',
    `11:30 提交，${firstResponse.targetMinutes / 60} 个工作小时，截止 ${firstResponse.dueAt}`,
  );
  await graph.settled();
  clock.set('2026-04-02T06:00:00Z');
  const replied = (
    await support.ask(REPLY, { input: { ticketId, body: '按约定，未提前请假计一课时；下次发消息给我们即可。' } })
  ).replyToTicket.ticket;
  await support.ask(RESOLVE, { input: { ticketId } });
  clock.set('2026-04-02T07:00:00Z');
  await guardian.ask(CONFIRM, { input: { ticketId } });
  await graph.settled();
  const invitations = (await guardian.ask(INVITATIONS)).surveyInvitations.nodes as {
    id: string;
    survey: { kind: string };
  }[];
  const invitation = invitations.find((one) => one.survey.kind === 'CSAT');
  await mailbox.waitFor(MOTHER.email, /问卷码/);
  await guardian.ask(ANSWER, { input: { invitationId: invitation?.id, score: 5, comment: '回复很快' } });
  await graph.settled();
  const { ticket } = await support.ask(SATISFACTION, { id: ticketId });
  listener.fact('满意度', `${ticket.satisfaction} / 5`);
  return { ticketId, firstResponse, replied, invitations, ticket };
}
