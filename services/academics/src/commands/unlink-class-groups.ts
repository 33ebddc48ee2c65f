import type { UnitOfWork } from '@campusgraph/persistence';
import { ClassLink } from '../persistence/entities/class-link.ts';
import { found } from './found.ts';

/** The lessons of the two classes may lie as they like. Throws CLASS_LINK_NOT_FOUND. */
export async function unlinkClassGroups(
  { em }: UnitOfWork,
  { classLinkId: id }: { classLinkId: string },
): Promise<ClassLink> {
  const link = await found('ClassLink', id, em.findOne(ClassLink, { id }));
  em.remove(link);
  return link;
}
