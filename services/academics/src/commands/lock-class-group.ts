import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { found } from './found.ts';

/**
 * A class, locked to the end of the transaction: its seats, its students and its lessons change one command at a time, so
 * that who enrols while lessons are being scheduled is booked into them. Throws CLASS_GROUP_NOT_FOUND.
 */
export const lockClassGroup = ({ em }: UnitOfWork, id: string): Promise<ClassGroup> =>
  found('ClassGroup', id, em.findOne(ClassGroup, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
