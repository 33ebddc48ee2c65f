import { classGroupOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberClassGroup } from '../commands/remember.ts';

/** What to call the class. */
export const onClassGroupOpened = on(classGroupOpened, async ({ branchId, data: { classGroupId, name } }, unit) => {
  if (branchId === null) throw new Error('A class belongs to a branch.');
  await rememberClassGroup(unit, { classGroupId, branchId, name });
});
