import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { CHANNELS, type Channel, LOCALES, NOTICE_KEYS } from '../../domain/template-keys.ts';

const deliverySchema = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  properties: {
    ...aggregateProperties,
    /** Null: a notice of the whole organization. */
    branchId: p.uuid().nullable().index(),
    guardianId: p.uuid().index(),
    studentId: p.uuid().nullable().index(),
    /** The lesson or the timetable run that it tells of. */
    aboutId: p.uuid().nullable().index(),
    templateKey: oneOf(...NOTICE_KEYS),
    /** 0: the shipped text. */
    templateVersion: p.integer(),
    locale: oneOf(...LOCALES),
    subject: p.text(),
    /** Erased once sent, where it opened something. */
    body: p.text().nullable(),
    status: oneOf('QUEUED', 'SENT', 'FAILED', 'MUTED'),
    channel: oneOf(...CHANNELS).nullable(),
    /** Channels given up. */
    failedChannels: p.array<Channel>(),
    attempts: p.integer().default(0),
    triesInChannel: p.integer().default(0),
    /** When it is due; while a worker has it in hand, when another may take it over. Null once it is over. */
    nextTryAt: instant().nullable(),
    sentAt: instant().nullable(),
    /** When the guardian said so first. */
    readAt: instant().nullable(),
    error: p.text().nullable(),
  },
  indexes: [
    { name: 'delivery_created', properties: ['organizationId', 'createdAt', 'id'] },
    { name: 'delivery_due', properties: ['status', 'nextTryAt'] },
  ],
  ...tenantPolicies('delivery', { branch: 'optional', family: 'own', systemRole: 'notifications_system' }),
});

/** A notice to a guardian. It is written in the transaction of the fact that it tells of, and sent by the worker. */
export class Delivery extends deliverySchema.class {}
deliverySchema.setClass(Delivery);
