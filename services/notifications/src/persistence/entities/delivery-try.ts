import { instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { CHANNELS } from '../../domain/template-keys.ts';

const deliveryTrySchema = defineEntity({
  name: 'DeliveryTry',
  tableName: 'delivery_try',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid().nullable(),
    guardianId: p.uuid(),
    deliveryId: p.uuid(),
    /** 1 for the first try, over all channels. */
    number: p.integer(),
    provider: p.text(),
    channel: oneOf(...CHANNELS),
    at: instant(),
    /** Null: the provider took it. */
    error: p.text().nullable(),
  },
  uniques: [{ name: 'delivery_try_number', properties: ['deliveryId', 'number'] }],
  ...tenantPolicies('delivery_try', { branch: 'optional', family: 'own' }),
});

/** What came of one try; append-only. */
export class DeliveryTry extends deliveryTrySchema.class {}
deliveryTrySchema.setClass(DeliveryTry);
