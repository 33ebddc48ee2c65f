import { conflict, type DomainError, invalid } from '@campusgraph/errors';

/** A class takes students and lessons while it is OPEN; one that was closed by mistake is opened again. */
export type ClassGroupStatus = 'OPEN' | 'CLOSED';

interface Seats {
  id: string;
  name: string;
  capacity: number;
  enrolledCount: number;
  /** Kept for whom they are offered from the wait list. */
  heldCount: number;
  status: ClassGroupStatus;
}

/**
 * Seats that anybody may take: neither taken nor held for somebody, nor sat on by those who are `leaving` on a later day and gave theirs
 * back already. Whatever counts seats asks here.
 */
export const freeSeats = ({ capacity, enrolledCount, heldCount }: SeatCount, leaving = 0): number =>
  capacity - enrolledCount - heldCount - leaving;
type SeatCount = Pick<Seats, 'capacity' | 'enrolledCount' | 'heldCount'>;

/** Throws CLASS_CLOSED. */
export function checkOpen({ id, name, status }: Pick<Seats, 'id' | 'name' | 'status'>): void {
  if (status === 'OPEN') return;
  throw conflict(
    'CLASS_CLOSED',
    { en: `Class ${name} is closed. Choose an open class.`, 'zh-CN': `班级“${name}”已结班,请选择开放的班级。` },
    { classGroupId: id },
  );
}

const NEXT: Record<ClassGroupStatus, readonly ClassGroupStatus[]> = { OPEN: ['CLOSED'], CLOSED: ['OPEN'] };

/** Throws CLASS_STATUS where the one does not follow upon the other. */
export function checkClassMayBecome(
  { id, name, status }: Pick<Seats, 'id' | 'name' | 'status'>,
  next: ClassGroupStatus,
): void {
  if (NEXT[status].includes(next)) return;
  throw conflict(
    'CLASS_STATUS',
    {
      en: `Class ${name} is ${status} and cannot become ${next}.`,
      'zh-CN': `班级“${name}”当前状态为 ${status},不能变为 ${next}。`,
    },
    { classGroupId: id, status, next },
  );
}

/**
 * Throws CLASS_CLOSED, or CLASS_FULL when every seat is taken or held, unless one is held for who asks; `leaving` are there still and gave
 * theirs back for a later day.
 */
export function checkSeat(group: Seats, { leaving = 0, isHeldFor = false } = {}): void {
  checkOpen(group);
  if (!isHeldFor && freeSeats(group, leaving) <= 0) throw classFull(group);
}

type FullClass = Pick<Seats, 'id' | 'name' | 'capacity' | 'heldCount'>;

export function classFull({ id, name, capacity, heldCount }: FullClass): DomainError {
  const [held, heldZh] =
    heldCount > 0 ? [` (${heldCount} held for the wait list)`, `(其中 ${heldCount} 个为候补保留)`] : ['', ''];
  return conflict(
    'CLASS_FULL',
    {
      en: `All ${capacity} seats of class ${name} are taken${held}. Choose another class, or join its wait list.`,
      'zh-CN': `班级“${name}”的 ${capacity} 个名额已满${heldZh},请选择其他班级或加入候补名单。`,
    },
    { classGroupId: id, capacity, heldCount },
  );
}

/** Throws CAPACITY_BELOW_SEATS_TAKEN: nobody is put out of a class by making it smaller. */
export function checkCapacity(capacity: number, { id, name, enrolledCount, heldCount }: Seats): void {
  const taken = enrolledCount + heldCount;
  if (capacity >= taken) return;
  throw conflict(
    'CAPACITY_BELOW_SEATS_TAKEN',
    {
      en: `capacity ${capacity} is too small: in class ${name} ${enrolledCount} seats are taken and ${heldCount} are held. Give at least ${taken}, or move students first.`,
      'zh-CN': `capacity ${capacity} 过小:班级“${name}”已占用 ${enrolledCount} 个名额,另保留 ${heldCount} 个,请至少填写 ${taken},或先调整学员。`,
    },
    { classGroupId: id, capacity, seatsTaken: taken },
  );
}

/** Throws ROOM_TOO_SMALL when so many do not fit. */
export function checkRoomSize(capacity: number, room: { id: string; name: string; capacity: number }): void {
  if (capacity <= room.capacity) return;
  throw invalid(
    'ROOM_TOO_SMALL',
    {
      en: `Room ${room.name} holds ${room.capacity}; ${capacity} seats are asked for. Choose a larger room.`,
      'zh-CN': `教室“${room.name}”可容纳 ${room.capacity} 人,所需名额为 ${capacity} 人,请更换教室。`,
    },
    { roomId: room.id, roomCapacity: room.capacity, capacity },
  );
}

/** Throws ROOM_OF_ANOTHER_BRANCH: what a branch holds takes place there. */
export function checkRoomBranch(branchId: string, room: { id: string; name: string; branchId: string }): void {
  if (room.branchId === branchId) return;
  throw invalid(
    'ROOM_OF_ANOTHER_BRANCH',
    {
      en: `Room ${room.name} belongs to another branch. Choose a room of the same branch.`,
      'zh-CN': `教室“${room.name}”不属于该校区,请选择本校区的教室。`,
    },
    { roomId: room.id, branchId: room.branchId },
  );
}

/** The share of seats taken, 0–1 (满班率). */
export const fillRate = ({ capacity, enrolledCount }: Pick<Seats, 'capacity' | 'enrolledCount'>): number =>
  enrolledCount / capacity;
