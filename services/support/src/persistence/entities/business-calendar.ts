import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { SpecialDay, WeekdayHours } from '../../domain/business-calendar.ts';

const businessCalendarSchema = defineEntity({
  name: 'BusinessCalendarVersion',
  tableName: 'business_calendar',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    calendarVersion: p.integer(),
    weekly: p.json<WeekdayHours[]>(),
    specialDays: p.json<SpecialDay[]>(),
  },
  uniques: [{ name: 'business_calendar_version', properties: ['branchId', 'calendarVersion'] }],
  ...tenantPolicies('business_calendar', { branch: 'required', family: 'visible' }),
});

/** One version of a branch's hours; the highest counts. */
export class BusinessCalendarVersion extends businessCalendarSchema.class {}
businessCalendarSchema.setClass(BusinessCalendarVersion);
