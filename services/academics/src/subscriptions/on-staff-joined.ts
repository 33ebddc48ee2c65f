import { staffJoined } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepTeacher } from '../commands/keep-teacher.ts';

/** Who joins as a teacher can be put on the timetable. */
export const onStaffJoined = on(staffJoined, async ({ data: { staffId, name, role, branchIds } }, unit) => {
  if (role === 'TEACHER') await keepTeacher(unit, { staffId, name, branchIds });
});
