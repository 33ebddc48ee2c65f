import { aggregateProperties, day, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const holidaySchema = defineEntity({
  name: 'Holiday',
  tableName: 'holiday',
  properties: {
    ...aggregateProperties,
    /** Null: every branch. */
    branchId: p.uuid().nullable().index(),
    name: p.text(),
    firstDay: day(),
    lastDay: day(),
  },
  indexes: [{ name: 'holiday_in_order', properties: ['organizationId', 'lastDay'] }],
  checks: [{ name: 'holiday_days', expression: 'first_day <= last_day' }],
  ...tenantPolicies('holiday', { branch: 'optional', family: 'visible' }),
});

/** Days without lessons. */
export class Holiday extends holidaySchema.class {}
holidaySchema.setClass(Holiday);
