import type { UnitOfWork } from '@campusgraph/persistence';
import { checkEquipment } from '../domain/equipment.ts';
import { Course } from '../persistence/entities/course.ts';
import { checkEverywhere } from './check-everywhere.ts';
import { found } from './found.ts';

/**
 * What a room must have for a course, in place of what was said before. Throws COURSE_NOT_FOUND, ORGANIZATION_WIDE,
 * INVALID_TEXT, TOO_MUCH_EQUIPMENT.
 */
export async function setCourseEquipment(
  unit: UnitOfWork,
  { courseId, neededEquipment }: { courseId: string; neededEquipment: readonly string[] },
): Promise<Course> {
  const course = await found('Course', courseId, unit.em.findOne(Course, { id: courseId }));
  checkEverywhere(unit, 'courseId');
  return unit.em.assign(course, { neededEquipment: checkEquipment('neededEquipment', neededEquipment) });
}
