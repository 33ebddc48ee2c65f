import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { lockClassGroup } from './lock-class-group.ts';

export interface TwoClassGroups {
  fromClassGroupId: string;
  toClassGroupId: string;
}

/**
 * Two classes between which students go, in the order of their ids: two who change places must not wait for each other.
 * Throws SAME_CLASS, CLASS_GROUP_NOT_FOUND.
 */
export async function lockTwoClassGroups(
  unit: UnitOfWork,
  input: TwoClassGroups,
): Promise<{ from: ClassGroup; to: ClassGroup }> {
  const [fromId, toId] = [input.fromClassGroupId.toLowerCase(), input.toClassGroupId.toLowerCase()];
  if (fromId === toId) throw sameClass(input);
  if (fromId < toId) {
    const from = await lockClassGroup(unit, fromId);
    return { from, to: await lockClassGroup(unit, toId) };
  }
  const to = await lockClassGroup(unit, toId);
  return { from: await lockClassGroup(unit, fromId), to };
}

const sameClass = ({ fromClassGroupId, toClassGroupId }: TwoClassGroups) =>
  invalid(
    'SAME_CLASS',
    {
      en: 'fromClassGroupId and toClassGroupId are the same class. Choose another one.',
      'zh-CN': 'fromClassGroupId 与 toClassGroupId 是同一个班级,请选择其他班级。',
    },
    { fromClassGroupId, toClassGroupId },
  );
