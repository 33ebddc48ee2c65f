import type { EventEnvelope } from '@campusgraph/contracts';
import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

/** A fact of a branch whose opening has not been heard of yet: its day cannot be told before the zone is known. */
const waitingFactSchema = defineEntity({
  name: 'WaitingFact',
  tableName: 'waiting_fact',
  properties: {
    /** In the order heard. */
    position: p.bigint('number').primary().autoincrement(),
    organizationId: p.uuid(),
    branchId: p.uuid().index(),
    envelope: p.json<EventEnvelope>(),
  },
  ...tenantPolicies('waiting_fact', { branch: 'required', family: 'hidden' }),
});

export class WaitingFact extends waitingFactSchema.class {}
waitingFactSchema.setClass(WaitingFact);
