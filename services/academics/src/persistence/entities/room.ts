import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const roomSchema = defineEntity({
  name: 'Room',
  tableName: 'room',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    name: p.text(),
    capacity: p.integer(),
    equipment: p.array<string>().default([]),
  },
  uniques: [{ name: 'room_name', properties: ['branchId', 'name'] }],
  indexes: [{ name: 'room_in_order', properties: ['organizationId', 'name', 'id'] }],
  ...tenantPolicies('room', { branch: 'required', family: 'visible' }),
});

export class Room extends roomSchema.class {}
roomSchema.setClass(Room);
