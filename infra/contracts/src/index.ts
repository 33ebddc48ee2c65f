import * as academics from './academics.ts';
import * as attendance from './attendance.ts';
import * as billing from './billing.ts';
import * as crm from './crm.ts';
import type { EventDefinition } from './define-event.ts';
import * as events from './events.ts';
import * as feedback from './feedback.ts';
import * as notifications from './notifications.ts';
import * as organization from './organization.ts';
import * as support from './support.ts';

export * from './academics.ts';
export * from './attendance.ts';
export * from './billing.ts';
export * from './crm.ts';
export { defineEvent, type EventData, type EventDefinition, type EventEnvelope } from './define-event.ts';
export * from './events.ts';
export * from './feedback.ts';
export * from './notifications.ts';
export * from './organization.ts';
export * from './support.ts';

/** Every event there is, by type. */
export const EVENT_CATALOGUE: ReadonlyMap<string, EventDefinition> = new Map(
  [organization, crm, academics, attendance, billing, support, feedback, notifications, events]
    .flatMap((owner) => Object.values(owner) as EventDefinition[])
    .map((definition) => [definition.type, definition]),
);
