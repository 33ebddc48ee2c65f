import { derived, type Subscription } from '@campusgraph/events';
import { listenTo } from './fact.ts';
import { facts } from './facts.ts';
import { onBranchOpened } from './on-branch-opened.ts';

/** What insights listens to. */
export const subscriptions: readonly Subscription[] = [...derived(onBranchOpened, ...facts.map(listenTo))];
