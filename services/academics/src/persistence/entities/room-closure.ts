import { aggregateProperties, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const roomClosureSchema = defineEntity({
  name: 'RoomClosure',
  tableName: 'room_closure',
  properties: {
    ...aggregateProperties,
    /** The room's. */
    branchId: p.uuid(),
    roomId: p.uuid(),
    startsAt: instant(),
    endsAt: instant(),
    reason: p.text(),
  },
  indexes: [{ name: 'room_closure_of', properties: ['roomId', 'endsAt'] }],
  checks: [{ name: 'room_closure_time', expression: 'starts_at < ends_at' }],
  ...tenantPolicies('room_closure', { branch: 'required', family: 'hidden' }),
});

/** When no lesson can be in a room. */
export class RoomClosure extends roomClosureSchema.class {}
roomClosureSchema.setClass(RoomClosure);
