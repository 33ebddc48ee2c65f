import { Migration } from '@mikro-orm/migrations';

/** The first tables: read models per branch and day, and what waits for its branch to be known. */
export class Migration20261122175500 extends Migration {
  override up(): void {
    this.addSql(`
create table "branch_copy" ("branch_id" uuid not null, "organization_id" uuid not null, "name" text not null, "time_zone" text not null, primary key ("branch_id"));

create table "branch_day" ("branch_id" uuid not null, "day" date not null, "organization_id" uuid not null, "consumed_hundredths" bigint not null default '0', "consumed_fen" bigint not null default '0', "recognised_fen" bigint not null default '0', "received_fen" bigint not null default '0', "refunded_fen" bigint not null default '0', "tickets_opened" int not null default 0, "tickets_resolved" int not null default 0, "tickets_confirmed" int not null default 0, "tickets_reopened" int not null default 0, "nps_promoters" int not null default 0, "nps_passives" int not null default 0, "nps_detractors" int not null default 0, "csat_answers" int not null default 0, "csat_satisfied" int not null default 0, primary key ("branch_id", "day"));
create index "branch_day_organization" on "branch_day" ("organization_id", "day");

create table "first_response" ("ticket_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "day" date not null, "minutes" int not null, primary key ("ticket_id"));
create index "first_response_day" on "first_response" ("organization_id", "branch_id", "day");

create table "funnel_day" ("branch_id" uuid not null, "day" date not null, "channel" text not null, "source_name" text not null, "organization_id" uuid not null, "created" int not null default 0, "contacted" int not null default 0, "trial_booked" int not null default 0, "trial_attended" int not null default 0, "converted" int not null default 0, "lost" int not null default 0, primary key ("branch_id", "day", "channel", "source_name"));
create index "funnel_day_organization" on "funnel_day" ("organization_id", "day");

create table "lead_progress" ("lead_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "day" date not null, "channel" text not null, "source_name" text not null, "contacted" boolean not null, "trial_booked" boolean not null, "trial_attended" boolean not null, "converted" boolean not null, "lost" boolean not null, primary key ("lead_id"));
create index "lead_progress_organization" on "lead_progress" ("organization_id");

create table "waiting_fact" ("position" bigserial primary key, "organization_id" uuid not null, "branch_id" uuid not null, "envelope" jsonb not null);
create index "waiting_fact_branch_id_index" on "waiting_fact" ("branch_id");

alter table "branch_copy" enable row level security;
alter table "branch_copy" force row level security;
create policy "branch_copy_tenant" on "branch_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "branch_day" enable row level security;
alter table "branch_day" force row level security;
create policy "branch_day_tenant" on "branch_day" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "first_response" enable row level security;
alter table "first_response" force row level security;
create policy "first_response_tenant" on "first_response" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "funnel_day" enable row level security;
alter table "funnel_day" force row level security;
create policy "funnel_day_tenant" on "funnel_day" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "lead_progress" enable row level security;
alter table "lead_progress" force row level security;
create policy "lead_progress_tenant" on "lead_progress" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "waiting_fact" enable row level security;
alter table "waiting_fact" force row level security;
create policy "waiting_fact_tenant" on "waiting_fact" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
`);
  }
}
