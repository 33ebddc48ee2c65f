import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { id, instant } from './fields.ts';

/** Aggregate: Delivery. */
export const deliverySent = defineEvent('notifications.delivery.sent.v1', {
  deliveryId: id,
  guardianId: id.nullable(),
  templateKey: z.string(),
  channel: z.string(),
  sentAt: instant,
});
/** Aggregate: Delivery. No provider took it after the last try. */
export const deliveryFailed = defineEvent('notifications.delivery.failed.v1', {
  deliveryId: id,
  guardianId: id.nullable(),
  templateKey: z.string(),
  channel: z.string(),
  reason: z.string(),
});
