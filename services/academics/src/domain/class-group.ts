import { conflict, type DomainError, invalid } from '@campusgraph/errors';

/** A class takes students and lessons while it is OPEN; one that was closed by mistake is opened again. */
export type ClassGroupStatus = 'OPEN' | 'CLOSED';

interface Seats {
  id: string;
  name: string;
  capacity: number;
  enrolledCount: number;
  status: ClassGroupStatus;
}

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

/** Throws CLASS_CLOSED, or CLASS_FULL when every seat is taken; `leaving` are there still and gave theirs back for a later day. */
export function checkSeat(group: Seats, leaving = 0): void {
  checkOpen(group);
  if (seatsLeft(group, leaving) <= 0) throw classFull(group);
}

export const seatsLeft = ({ capacity, enrolledCount }: Seats, leaving: number): number =>
  capacity - enrolledCount - leaving;

export const classFull = ({ id, name, capacity }: Pick<Seats, 'id' | 'name' | 'capacity'>): DomainError =>
  conflict(
    'CLASS_FULL',
    {
      en: `All ${capacity} seats of class ${name} are taken. Choose another class.`,
      'zh-CN': `班级“${name}”的 ${capacity} 个名额已满,请选择其他班级。`,
    },
    { classGroupId: id, capacity },
  );

/** Throws ROOM_TOO_SMALL when a class of that size does not fit. */
export function checkRoomSize(capacity: number, room: { id: string; name: string; capacity: number }): void {
  if (capacity <= room.capacity) return;
  throw invalid(
    'ROOM_TOO_SMALL',
    {
      en: `Room ${room.name} holds ${room.capacity}, the class ${capacity}. Choose a larger room.`,
      'zh-CN': `教室“${room.name}”可容纳 ${room.capacity} 人,班级人数上限为 ${capacity} 人,请更换教室。`,
    },
    { roomId: room.id, roomCapacity: room.capacity, capacity },
  );
}

/** Throws ROOM_OF_ANOTHER_BRANCH: lessons take place in the class's branch. */
export function checkRoomBranch(branchId: string, room: { id: string; name: string; branchId: string }): void {
  if (room.branchId === branchId) return;
  throw invalid(
    'ROOM_OF_ANOTHER_BRANCH',
    {
      en: `Room ${room.name} belongs to another branch than the class. Choose a room of the class's branch.`,
      'zh-CN': `教室“${room.name}”不属于该班级所在校区,请选择本校区的教室。`,
    },
    { roomId: room.id, branchId: room.branchId },
  );
}

/** The share of seats taken, 0–1 (满班率). */
export const fillRate = ({ capacity, enrolledCount }: Pick<Seats, 'capacity' | 'enrolledCount'>): number =>
  enrolledCount / capacity;
