import { conflict } from '@campusgraph/errors';

export const TICKET_STATUSES = ['OPEN', 'IN_PROGRESS', 'AWAITING_CUSTOMER', 'RESOLVED', 'CONFIRMED'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** What can happen to a ticket. */
export type TicketAction = 'staffReplies' | 'customerWrites' | 'awaitCustomer' | 'resolve' | 'confirm' | 'reopen';

/** The life of a ticket: what each action makes of each status; an action that is not there is refused. */
const TRANSITIONS: Record<TicketAction, Partial<Record<TicketStatus, TicketStatus>>> = {
  staffReplies: {
    OPEN: 'IN_PROGRESS',
    IN_PROGRESS: 'IN_PROGRESS',
    AWAITING_CUSTOMER: 'AWAITING_CUSTOMER',
    RESOLVED: 'RESOLVED',
  },
  // A "thank you" under a resolved ticket does not reopen it; that is the customer's own, explicit step.
  customerWrites: {
    OPEN: 'OPEN',
    IN_PROGRESS: 'IN_PROGRESS',
    AWAITING_CUSTOMER: 'IN_PROGRESS',
    RESOLVED: 'RESOLVED',
  },
  awaitCustomer: { OPEN: 'AWAITING_CUSTOMER', IN_PROGRESS: 'AWAITING_CUSTOMER' },
  resolve: { OPEN: 'RESOLVED', IN_PROGRESS: 'RESOLVED', AWAITING_CUSTOMER: 'RESOLVED' },
  // Who is satisfied with an answer need not wait until the desk calls it resolved.
  confirm: { IN_PROGRESS: 'CONFIRMED', AWAITING_CUSTOMER: 'CONFIRMED', RESOLVED: 'CONFIRMED' },
  reopen: { RESOLVED: 'IN_PROGRESS', CONFIRMED: 'IN_PROGRESS' },
};

const ACTION_NAMES: Record<TicketAction, { en: string; 'zh-CN': string }> = {
  staffReplies: { en: 'replied to', 'zh-CN': '回复' },
  customerWrites: { en: 'written to', 'zh-CN': '留言' },
  awaitCustomer: { en: 'set to await the customer', 'zh-CN': '设为等待客户' },
  resolve: { en: 'resolved', 'zh-CN': '解决' },
  confirm: { en: 'confirmed', 'zh-CN': '确认' },
  reopen: { en: 'reopened', 'zh-CN': '重新打开' },
};

/** Statuses in which clocks may still run. */
export const isUnderWay = (status: TicketStatus): boolean => status !== 'RESOLVED' && status !== 'CONFIRMED';

/** The status after `action`. Throws TICKET_STATUS_REFUSES, naming the status and what could be done instead. */
export function move(ticket: { number: string; status: TicketStatus }, action: TicketAction): TicketStatus {
  const next = TRANSITIONS[action][ticket.status];
  if (next) return next;
  const { number, status } = ticket;
  const allowed = Object.keys(TRANSITIONS[action]);
  throw conflict(
    'TICKET_STATUS_REFUSES',
    {
      en: `Ticket ${number} is ${status} and cannot be ${ACTION_NAMES[action].en}; that needs ${allowed.join(' or ')}.`,
      'zh-CN': `工单 ${number} 当前状态为 ${status},不能${ACTION_NAMES[action]['zh-CN']};需处于 ${allowed.join('、')} 状态。`,
    },
    { number, status, action, allowed },
  );
}

const DAY_MS = 86_400_000;

/**
 * May it still be reopened? The window is in calendar days since it was resolved, as the customer counts. Throws
 * REOPEN_WINDOW_CLOSED.
 */
export function checkReopenWindow(
  ticket: { number: string; resolvedAt?: Date | null | undefined },
  windowDays: number,
  now: Date,
): void {
  const since = ticket.resolvedAt;
  if (!since || now.getTime() - since.getTime() <= windowDays * DAY_MS) return;
  throw conflict(
    'REOPEN_WINDOW_CLOSED',
    {
      en: `Ticket ${ticket.number} was resolved on ${since.toISOString().slice(0, 10)}; it could be reopened for ${windowDays} days. Open a new ticket.`,
      'zh-CN': `工单 ${ticket.number} 已于 ${since.toISOString().slice(0, 10)} 解决,超过 ${windowDays} 天的重开期限,请新建工单。`,
    },
    { number: ticket.number, resolvedAt: since.toISOString(), windowDays },
  );
}
