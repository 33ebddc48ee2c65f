import type { Outage, School } from './model.ts';

const revive = ({ from, to }: Outage): Outage => ({ from: new Date(from), to: new Date(to) });

/** A school that was kept as JSON, with its instants. */
export const fromJson = (school: School): School => ({
  ...school,
  rooms: school.rooms.map((room) => ({ ...room, closures: room.closures.map(revive) })),
  teachers: school.teachers.map((teacher) => ({ ...teacher, absences: teacher.absences.map(revive) })),
});
