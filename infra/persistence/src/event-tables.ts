import { tenantPolicies } from './policies.ts';

/** Tables of every service's `events` schema. They are not entities: written by SQL in bulk, and alike in each service. */
export const EVENT_SCHEMA = 'events';

const policySql = (table: string, service: string): string => {
  const { policies } = tenantPolicies(table, { branch: 'none', family: 'shared', systemRole: `${service}_system` });
  return [
    `alter table events.${table} enable row level security;`,
    `alter table events.${table} force row level security;`,
    ...policies.map(
      ({ name, roles, using, check }) =>
        `create policy ${name} on events.${table} to ${roles?.join(', ') ?? 'public'} using (${String(using)}) with check (${String(check)});`,
    ),
  ].join('\n');
};

/**
 * SQL that makes the event tables; safe to run at every start.
 *
 * - `log`: every event this service ever recorded, append-only, partitioned by month; read models are rebuilt from it.
 * - `outbox`: what the relay has not handed over yet, in order of `position`. A writer locks its aggregate's row before it
 *   inserts here and the sequence has CACHE 1, so `position` never runs against the order of one aggregate's commits.
 * - `inbox`: what each consumer has applied, in the transaction of the effect.
 * - `parked_message`: what no try could apply, with body and error.
 */
export function eventTablesSql(service: string): string {
  const tables = ['log', 'outbox', 'inbox', 'parked_message'];
  return `
create schema if not exists events;
do $do$ begin
if to_regclass('events.log') is not null then return; end if;
create table events.log (
  id uuid not null, position bigint generated always as identity, type text not null, occurred_at timestamptz not null,
  organization_id uuid not null, aggregate_id uuid not null, aggregate_version int not null, envelope jsonb not null,
  primary key (id, occurred_at)) partition by range (occurred_at);
create table events.log_default partition of events.log default;
create index log_position on events.log (position);
create index log_aggregate on events.log (aggregate_id, aggregate_version);
create table events.outbox (
  position bigint generated always as identity (cache 1) primary key, organization_id uuid not null, envelope jsonb not null);
create table events.inbox (
  consumer text not null, event_id uuid not null, organization_id uuid not null, received_at timestamptz not null, primary key (consumer, event_id));
create table events.parked_message (
  id uuid primary key, organization_id uuid, consumer text not null, subject text not null, body text not null, error text not null,
  tries int not null, parked_at timestamptz not null, replayed_at timestamptz);
create index parked_message_organization on events.parked_message (organization_id, parked_at);
${tables.map((table) => policySql(table, service)).join('\n')}
alter table events.log_default enable row level security;
alter table events.log_default force row level security;
grant usage on schema events to ${service}_app, ${service}_system;
grant select, insert on events.log to ${service}_app;
grant select on events.log to ${service}_system;
grant insert on events.outbox to ${service}_app;
grant select, delete on events.outbox to ${service}_system;
grant select, insert on events.inbox to ${service}_app;
grant select, insert, delete on events.inbox to ${service}_system;
grant select, insert, update on events.parked_message to ${service}_app, ${service}_system;
end $do$;`;
}

/** How far ahead the log has partitions: a service that is not started anew for longer writes into the default one. */
const MONTHS_AHEAD = 12;

/**
 * SQL that makes the log's monthly partitions from this month on, as the owner, at every start. Events of a month that had none
 * when they came lie in the default partition; they are moved into one of their own first, without which Postgres would refuse it.
 */
export const logPartitionsSql = (now: Date): string => `
do $do$
declare
  this_month timestamp := date_trunc('month', timestamptz '${now.toISOString()}' at time zone 'UTC');
  months timestamp[] := array(select this_month + n * interval '1 month' from generate_series(0, ${MONTHS_AHEAD}) n);
  -- Row-level security hides rows from the owner too; the size tells without looking whether there ever were any.
  is_late boolean := pg_relation_size('events.log_default') > 0;
  month timestamp;
  name text;
  first timestamptz;
  beyond timestamptz;
begin
  if is_late then
    alter table events.log_default no force row level security;
    months := array(select unnest(months) union select date_trunc('month', occurred_at at time zone 'UTC') from events.log_default);
  end if;
  foreach month in array months loop
    name := to_char(month, '"log_"YYYY_MM');
    continue when to_regclass('events.' || name) is not null;
    first := month at time zone 'UTC';
    beyond := (month + interval '1 month') at time zone 'UTC';
    execute format('create table events.%I (like events.log)', name);
    if is_late then
      execute format('with late as (delete from events.log_default where occurred_at >= %L and occurred_at < %L returning *)
        insert into events.%I select * from late', first, beyond, name);
    end if;
    execute format('alter table events.log attach partition events.%I for values from (%L) to (%L)', name, first, beyond);
    execute format('alter table events.%I enable row level security, force row level security', name);
  end loop;
  if is_late then alter table events.log_default force row level security; end if;
end $do$;`;
