import type { UnitOfWork } from '@campusgraph/persistence';
import { Teacher } from '../persistence/entities/teacher.ts';

/** A staff member who teaches becomes a Teacher of the same id. */
export async function keepTeacher(
  { em, principal, now }: UnitOfWork,
  { staffId, name, branchIds }: { staffId: string; name: string; branchIds: string[] },
): Promise<void> {
  const known = await em.findOne(Teacher, { id: staffId });
  if (known) em.assign(known, { name, branchIds });
  else em.create(Teacher, { id: staffId, organizationId: principal.organizationId, createdAt: now, name, branchIds });
}
