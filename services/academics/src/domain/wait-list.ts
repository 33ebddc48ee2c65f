import { conflict } from '@campusgraph/errors';
import { freeSeats } from './class-group.ts';

export const WAIT_LIST_STATUSES = ['WAITING', 'OFFERED', 'ENROLLED', 'DECLINED', 'LAPSED', 'LEFT', 'CLOSED'] as const;
/** OFFERED: a seat is held for the child. ENROLLED, DECLINED, LAPSED, LEFT and CLOSED (the class was closed) are the end of it. */
export type WaitListStatus = (typeof WAIT_LIST_STATUSES)[number];

const NEXT: Record<WaitListStatus, readonly WaitListStatus[]> = {
  // ENROLLED without an offer: the school put the child into the class.
  WAITING: ['OFFERED', 'ENROLLED', 'LEFT', 'CLOSED'],
  OFFERED: ['ENROLLED', 'DECLINED', 'LAPSED', 'LEFT', 'CLOSED'],
  ENROLLED: [],
  DECLINED: [],
  LAPSED: [],
  LEFT: [],
  CLOSED: [],
};

/** Those in which a child stands in line. */
export const IN_LINE = ['WAITING', 'OFFERED'] as const satisfies readonly WaitListStatus[];

interface Entry {
  id: string;
  status: WaitListStatus;
}

/** Throws WAIT_LIST_STATUS where the one does not follow upon the other. */
export function checkEntryMayBecome({ id, status }: Entry, next: WaitListStatus): void {
  if (NEXT[status].includes(next)) return;
  throw conflict(
    'WAIT_LIST_STATUS',
    {
      en: `Wait list entry ${id} is ${status} and cannot become ${next}. Join the wait list again if the child still wants the class.`,
      'zh-CN': `候补记录 ${id} 当前状态为 ${status},不能变为 ${next}。如仍需要该班级,请重新加入候补名单。`,
    },
    { waitListEntryId: id, status, next },
  );
}

/** Throws SEATS_FREE: nobody waits for what can be had. */
export function checkNoSeatFree(
  group: Parameters<typeof freeSeats>[0] & { id: string; name: string },
  leaving = 0,
): void {
  const free = freeSeats(group, leaving);
  if (free <= 0) return;
  throw conflict(
    'SEATS_FREE',
    {
      en: `Class ${group.name} has ${free} seats free. Enrol the child instead of waiting.`,
      'zh-CN': `班级“${group.name}”还有 ${free} 个空余名额,请直接报名,无需候补。`,
    },
    { classGroupId: group.id, freeSeats: free },
  );
}

/** Throws NOT_OFFERED, WAIT_LIST_STATUS, and OFFER_LAPSED from the deadline on, whether or not anybody has noticed yet. */
export function checkOfferStands(entry: Entry & { offerEndsAt?: Date | null | undefined }, now: Date): void {
  if (entry.status === 'WAITING') throw notOffered(entry.id);
  checkEntryMayBecome(entry, 'ENROLLED');
  const { id, offerEndsAt } = entry;
  if (!offerEndsAt || now < offerEndsAt) return;
  const until = offerEndsAt.toISOString();
  throw conflict(
    'OFFER_LAPSED',
    {
      en: `The seat was held until ${until} and goes to the next in line. Join the wait list again.`,
      'zh-CN': `该名额仅保留至 ${until},已顺延给下一位,请重新加入候补名单。`,
    },
    { waitListEntryId: id, offerEndsAt: until },
  );
}

const notOffered = (id: string) =>
  conflict(
    'NOT_OFFERED',
    {
      en: `No seat is held for wait list entry ${id} yet. The family is told as soon as one is.`,
      'zh-CN': `候补记录 ${id} 尚未获得名额,有空位时将立即通知家长。`,
    },
    { waitListEntryId: id },
  );

/** What a seat that is offered from `now` on is held until. */
export const offerEndsAt = (now: Date, { offerHours }: { offerHours: number }): Date =>
  new Date(now.getTime() + offerHours * 3_600_000);
