import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const courseCopySchema = defineEntity({
  name: 'CourseCopy',
  tableName: 'course_copy',
  properties: { courseId: p.uuid().primary(), organizationId: p.uuid() },
  ...tenantPolicies('course_copy', { branch: 'none', family: 'hidden' }),
});

/** Which courses there are, from academics: a quote is for one. */
export class CourseCopy extends courseCopySchema.class {}
courseCopySchema.setClass(CourseCopy);
