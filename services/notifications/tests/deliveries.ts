import type { Chain, startNotifications } from './harness.ts';

type App = Awaited<ReturnType<typeof startNotifications>>;

/** March 2026 on the wall clock of the branch; the 2nd is a Monday. */
export const shanghai = (time: string, day = '02') => new Date(`2026-03-${day}T${time}:00+08:00`);

const DELIVERIES = `query ($filter: DeliveryFilter) { deliveries(filter: $filter) { totalCount nodes {
  id templateKey channel status attempts error subject body sentAt nextTryAt recipient { id } student { id } branch { id } tries { provider channel error } } } }`;

/** What the front desk sees of its branch's deliveries, the newest first. */
export const deliveriesOf = async (app: App, { desk }: Chain, filter: Record<string, unknown> = {}) =>
  (await app.ask(desk, DELIVERIES, { filter })).data.deliveries.nodes;

/** The stable code of the first refusal. */
export const codeOf = (answer: Awaited<ReturnType<App['ask']>>) => answer.errors?.[0]?.extensions.code;
