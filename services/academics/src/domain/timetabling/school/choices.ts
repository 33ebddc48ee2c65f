import type { ClassGroup, HardRule, Room, School, Teacher } from './model.ts';

type Without = ReadonlySet<HardRule>;

/** The rooms that a class can be in, by their number. */
export function roomsFor({ rooms }: School, group: ClassGroup, without: Without): number[] {
  const rules: [HardRule, (room: Room) => boolean][] = [
    ['ROOM_SUITS', ({ id, branchId }) => branchId === group.branchId && (group.roomIds?.includes(id) ?? true)],
    ['CAPACITY', ({ capacity }) => capacity >= group.size],
    ['EQUIPMENT', ({ equipment }) => group.neededEquipment.every((each) => equipment.includes(each))],
  ];
  return suited(rooms, rules, without);
}

/** Who can teach a class, by their number. */
export function teachersFor({ teachers }: School, group: ClassGroup, without: Without): number[] {
  const { branchId, teacherIds, courseId, tiers } = group;
  const rules: [HardRule, (teacher: Teacher) => boolean][] = [
    ['TEACHER_SUITS', ({ id, branchIds }) => branchIds.includes(branchId) && (teacherIds?.includes(id) ?? true)],
    ['SKILL', ({ courseIds }) => courseIds?.includes(courseId) ?? true],
    ['TIER', ({ tier }) => tiers === null || (tier !== null && tiers.includes(tier))],
  ];
  return suited(teachers, rules, without);
}

const suited = <T>(all: readonly T[], rules: readonly [HardRule, (one: T) => boolean][], without: Without): number[] =>
  all.flatMap((one, number) => (rules.every(([rule, holds]) => without.has(rule) || holds(one)) ? [number] : []));
