import { expect } from '@jest/globals';
import type { startSupport } from './harness.ts';

type App = Awaited<ReturnType<typeof startSupport>>;
export type Chain = Awaited<ReturnType<App['chain']>>;

/** Monday, 2 March 2026, on the wall clock of the branch. */
export const shanghai = (time: string, day = '02') => new Date(`2026-03-${day}T${time}:00+08:00`);

const TICKET = `id number status priority subject openedAt firstResponseAt firstResponseMinutes resolvedAt confirmedAt reopenings nextDueAt
  guardian { id } student { id } branch { id } assignee { id }
  messages { author { kind id } body internal }
  clocks { kind targetMinutes dueAt pausedAt satisfiedAt breached remainingMinutes policyVersion }`;
export const OPEN = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { ${TICKET} } } }`;
export const REPLY = `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { ticket { ${TICKET} } message { id internal } } }`;
const step = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ticket { ${TICKET} } } }`;
export const ASSIGN = step('assignTicket', 'AssignTicketInput');
export const AWAIT = step('awaitCustomer', 'AwaitCustomerInput');
export const RESOLVE = step('resolveTicket', 'ResolveTicketInput');
export const CONFIRM = step('confirmTicket', 'ConfirmTicketInput');
export const REOPEN = step('reopenTicket', 'ReopenTicketInput');
export const READ = `query ($id: ID!) { ticket(id: $id) { ${TICKET} } }`;

export const noShow = { channel: 'APP', type: 'ATTENDANCE', subject: '关于旷课记录', body: '孩子当天到了,只是迟到。' };

/** The guardian asks about the child's no-show. */
export async function openTicket(app: App, chain: Chain) {
  const answer = await app.ask(chain.guardian, OPEN, { input: { ...noShow, studentId: chain.studentId } });
  expect(answer.errors).toBeUndefined();
  return answer.data.openTicket.ticket;
}

/** The stable code of the first refusal. */
export const codeOf = (answer: Awaited<ReturnType<App['ask']>>) => answer.errors?.[0]?.extensions.code;

// biome-ignore lint/suspicious/noExplicitAny: an answer as it came
export const clock = (ticket: any, kind: string) => ticket.clocks.find((one: { kind: string }) => one.kind === kind);
