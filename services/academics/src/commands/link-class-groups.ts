import { invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkOpen } from '../domain/class-group.ts';
import { ClassLink } from '../persistence/entities/class-link.ts';
import { lockClassGroup } from './lock-class-group.ts';

export interface LinkClassGroups {
  classGroupId: string;
  otherClassGroupId: string;
  kind: ClassLink['kind'];
}

/** How the lessons of two classes of a branch lie to each other; said again, the latter stands. Throws CLASS_CLOSED, CLASSES_NOT_LINKABLE. */
export async function linkClassGroups(unit: UnitOfWork, input: LinkClassGroups): Promise<ClassLink> {
  const { em, principal, now } = unit;
  const { classGroupId, otherClassGroupId, kind } = input;
  // In the order of their ids, so that who links them the other way round does not wait for who waits for him.
  const [one, two] = [classGroupId, otherClassGroupId].toSorted() as [string, string];
  const groups = [await lockClassGroup(unit, one), await lockClassGroup(unit, two)] as const;
  for (const group of groups) checkOpen(group);
  if (groups[0] === groups[1] || groups[0].branchId !== groups[1].branchId) throw notLinkable(input);
  const known = await em.findOne(ClassLink, {
    $or: [
      { classGroupId, otherClassGroupId },
      { classGroupId: otherClassGroupId, otherClassGroupId: classGroupId },
    ],
  });
  if (known) return em.assign(known, { classGroupId, otherClassGroupId, kind });
  return em.create(ClassLink, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId: groups[0].branchId,
    ...{ classGroupId, otherClassGroupId, kind },
  });
}

const notLinkable = ({ classGroupId, otherClassGroupId }: LinkClassGroups) =>
  invalid(
    'CLASSES_NOT_LINKABLE',
    {
      en: 'classGroupId and otherClassGroupId must be two classes of one branch.',
      'zh-CN': 'classGroupId 与 otherClassGroupId 须为同一校区的两个不同班级。',
    },
    { classGroupId, otherClassGroupId },
  );
