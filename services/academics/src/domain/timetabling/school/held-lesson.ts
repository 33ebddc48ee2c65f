import { type Grid, gridOf } from './grid.ts';
import type { ClassGroup, FixedLesson, Placement, School, WeeklyTimetable } from './model.ts';

/** A lesson of the week as the check sees it, placed or fixed. */
export interface HeldLesson {
  /** For messages. */
  label: string;
  group: ClassGroup | null;
  classGroupId: string | null;
  placement: Placement | null;
  branchId: string;
  weekday: number;
  start: number;
  /** Minute of the day at which it is over. */
  end: number;
  /** Whole slots: what nobody else can use. */
  heldFrom: number;
  heldTo: number;
  roomId: string | null;
  teacherId: string | null;
}

export function heldLessons(school: School, { placements }: WeeklyTimetable): HeldLesson[] {
  const grid = gridOf(school);
  const groups = new Map(school.classGroups.map((group) => [group.id, group]));
  return [
    ...placements.map((placement) => held(grid, placement, groups.get(placement.classGroupId) ?? null, placement)),
    ...school.fixed.map((fixed) => held(grid, fixed, groups.get(fixed.classGroupId ?? '') ?? null, null)),
  ];
}

function held(
  { slotMinutes }: Grid,
  lesson: Placement | FixedLesson,
  group: ClassGroup | null,
  placement: Placement | null,
): HeldLesson {
  const { weekday, startMinute, durationMinutes, roomId, teacherId, classGroupId } = lesson;
  const end = startMinute + durationMinutes;
  return {
    label: `${group?.name ?? classGroupId ?? 'fixed'} ${weekday}/${startMinute}`,
    group,
    classGroupId,
    placement,
    branchId: 'branchId' in lesson ? lesson.branchId : (group?.branchId ?? ''),
    weekday,
    start: startMinute,
    end,
    heldFrom: Math.floor(startMinute / slotMinutes) * slotMinutes,
    heldTo: Math.ceil(end / slotMinutes) * slotMinutes,
    roomId,
    teacherId,
  };
}
