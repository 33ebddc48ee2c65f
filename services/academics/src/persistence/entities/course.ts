import { aggregateProperties, lessonHundredths, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const courseSchema = defineEntity({
  name: 'Course',
  tableName: 'course',
  properties: {
    ...aggregateProperties,
    name: p.text(),
    subject: p.text(),
    level: p.text().nullable(),
    lessonHundredths: lessonHundredths(),
    durationMinutes: p.integer(),
    /** What a room must have for it. */
    neededEquipment: p.array<string>().default([]),
  },
  uniques: [{ name: 'course_name', properties: ['organizationId', 'name'] }],
  ...tenantPolicies('course', { branch: 'none', family: 'visible' }),
});

export class Course extends courseSchema.class {}
courseSchema.setClass(Course);
