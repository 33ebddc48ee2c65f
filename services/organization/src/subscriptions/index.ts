import type { Subscription } from '@campusgraph/events';
import { onLeadConverted } from './on-lead-converted.ts';

/** What organization listens to. */
export const subscriptions: readonly Subscription[] = [onLeadConverted];
