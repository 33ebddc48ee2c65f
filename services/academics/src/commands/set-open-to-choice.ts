import type { UnitOfWork } from '@campusgraph/persistence';
import { checkOpen } from '../domain/class-group.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { lockClassGroup } from './lock-class-group.ts';

/** Whether families may choose the class for their children. Throws CLASS_CLOSED, CLASS_GROUP_NOT_FOUND. */
export async function setOpenToChoice(
  unit: UnitOfWork,
  { classGroupId, isOpenToChoice }: { classGroupId: string; isOpenToChoice: boolean },
): Promise<ClassGroup> {
  const group = await lockClassGroup(unit, classGroupId);
  checkOpen(group);
  group.isOpenToChoice = isOpenToChoice;
  return group;
}
