import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

/** A message that a service could not apply, as that service told it; what came is kept there, with personal data in it. */
const parkedMessageSchema = defineEntity({
  name: 'ParkedMessage',
  tableName: 'parked_message',
  properties: {
    /** `parkedMessageId`: one per service and message. */
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Null: a fact of the whole organization, or a message that does not say. */
    branchId: p.uuid().nullable(),
    service: p.text(),
    messageId: p.uuid(),
    type: p.text(),
    error: p.text(),
    tries: p.integer(),
    parkedAt: instant(),
    replayedAt: instant().nullable(),
  },
  indexes: [{ name: 'parked_message_at', properties: ['organizationId', 'parkedAt', 'id'] }],
  ...tenantPolicies('parked_message', { branch: 'optional', family: 'hidden' }),
});

export class ParkedMessage extends parkedMessageSchema.class {}
parkedMessageSchema.setClass(ParkedMessage);
