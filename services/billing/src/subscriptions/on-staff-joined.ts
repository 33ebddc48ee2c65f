import { staffJoined } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepTeacher } from '../commands/keep-copies.ts';

/** Who teaches is paid by rules. */
export const onStaffJoined = on(staffJoined, async ({ data: { staffId, role } }, unit) => {
  if (role === 'TEACHER') await keepTeacher(unit, staffId);
});
