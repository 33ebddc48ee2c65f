import { Migration } from '@mikro-orm/migrations';

/** The first tables: tickets with their threads and clocks, what is promised, and copies of branches, students and staff. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    this.addSql(`
create table "branch_copy" ("branch_id" uuid not null, "organization_id" uuid not null, "name" text not null, "time_zone" text not null, primary key ("branch_id"));

create table "business_calendar" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "calendar_version" int not null, "weekly" jsonb not null, "special_days" jsonb not null, primary key ("id"));
alter table "business_calendar" add constraint "business_calendar_version" unique ("branch_id", "calendar_version");

create table "service_policy" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid null, "ticket_type" text null, "policy_key" text not null, "policy_version" int not null, "valid_from" timestamptz(3) not null, "valid_to" timestamptz(3) null, "first_response_minutes" int not null, "next_response_minutes" int not null, "resolution_minutes" int not null, "reopen_window_days" int not null, "priority" text not null, primary key ("id"));
create index "service_policy_branch_id_index" on "service_policy" ("branch_id");
create index "service_policy_created" on "service_policy" ("organization_id", "created_at", "id");
alter table "service_policy" add constraint "service_policy_version" unique ("organization_id", "policy_key", "policy_version");
alter table "service_policy" add constraint "service_policy_ticket_type_check" check ("ticket_type" in ('QUESTION', 'COMPLAINT', 'ATTENDANCE', 'BILLING', 'SCHEDULING', 'TECHNICAL', 'OTHER'));
alter table "service_policy" add constraint "service_policy_priority_check" check ("priority" in ('LOW', 'NORMAL', 'HIGH', 'URGENT'));

create table "staff_copy" ("staff_id" uuid not null, "organization_id" uuid not null, "branch_ids" uuid[] null, primary key ("staff_id"));

create table "student_copy" ("student_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "guardian_id" uuid not null, primary key ("student_id"));
create index "student_copy_guardian_id_index" on "student_copy" ("guardian_id");

create table "ticket" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "guardian_id" uuid not null, "student_id" uuid null, "number" text not null, "channel" text not null, "type" text not null, "subject" text not null, "status" text not null, "priority" text not null, "assignee_id" uuid null, "first_response_at" timestamptz(3) null, "first_response_minutes" int null, "resolved_at" timestamptz(3) null, "confirmed_at" timestamptz(3) null, "reopenings" int not null default 0, "message_count" int not null default 0, "last_message_at" timestamptz(3) not null, "next_due_at" timestamptz(3) null, primary key ("id"));
create index "ticket_branch_id_index" on "ticket" ("branch_id");
create index "ticket_guardian_id_index" on "ticket" ("guardian_id");
create index "ticket_student_id_index" on "ticket" ("student_id");
create index "ticket_assignee_id_index" on "ticket" ("assignee_id");
create index "ticket_opened" on "ticket" ("organization_id", "created_at", "id");
create index "ticket_due" on "ticket" ("organization_id", "next_due_at");
alter table "ticket" add constraint "ticket_number" unique ("organization_id", "number");
alter table "ticket" add constraint "ticket_channel_check" check ("channel" in ('PHONE', 'EMAIL', 'CHAT', 'MESSAGE_BOARD', 'COUNTER', 'APP', 'SOCIAL'));
alter table "ticket" add constraint "ticket_type_check" check ("type" in ('QUESTION', 'COMPLAINT', 'ATTENDANCE', 'BILLING', 'SCHEDULING', 'TECHNICAL', 'OTHER'));
alter table "ticket" add constraint "ticket_status_check" check ("status" in ('OPEN', 'IN_PROGRESS', 'AWAITING_CUSTOMER', 'RESOLVED', 'CONFIRMED'));
alter table "ticket" add constraint "ticket_priority_check" check ("priority" in ('LOW', 'NORMAL', 'HIGH', 'URGENT'));

create table "ticket_clock" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "guardian_id" uuid not null, "ticket_id" uuid not null, "kind" text not null, "started_at" timestamptz(3) not null, "target_minutes" int not null, "pauses" jsonb not null, "satisfied_at" timestamptz(3) null, "due_at" timestamptz(3) null, "policy_id" uuid null, "policy_version" int null, "calendar_version" int not null, primary key ("id"));
create index "ticket_clock_branch_id_index" on "ticket_clock" ("branch_id");
create index "ticket_clock_ticket_id_index" on "ticket_clock" ("ticket_id");
alter table "ticket_clock" add constraint "ticket_clock_kind_check" check ("kind" in ('FIRST_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'));

create table "ticket_counter" ("organization_id" uuid not null, "year" int not null, "last" int not null, primary key ("organization_id", "year"));

create table "ticket_message" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "guardian_id" uuid not null, "ticket_id" uuid not null, "position" int not null, "author_kind" text not null, "author_id" text not null, "body" text not null, "internal" boolean not null, "at" timestamptz(3) not null, primary key ("id"));
alter table "ticket_message" add constraint "ticket_message_thread" unique ("ticket_id", "position");

alter table "branch_copy" enable row level security;
alter table "branch_copy" force row level security;
create policy "branch_copy_tenant" on "branch_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "business_calendar" enable row level security;
alter table "business_calendar" force row level security;
create policy "business_calendar_tenant" on "business_calendar" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "service_policy" enable row level security;
alter table "service_policy" force row level security;
create policy "service_policy_tenant" on "service_policy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "staff_copy" enable row level security;
alter table "staff_copy" force row level security;
create policy "staff_copy_tenant" on "staff_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "student_copy" enable row level security;
alter table "student_copy" force row level security;
create policy "student_copy_tenant" on "student_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "ticket" enable row level security;
alter table "ticket" force row level security;
create policy "ticket_tenant" on "ticket" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "ticket_clock" enable row level security;
alter table "ticket_clock" force row level security;
create policy "ticket_clock_tenant" on "ticket_clock" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "ticket_counter" enable row level security;
alter table "ticket_counter" force row level security;
create policy "ticket_counter_tenant" on "ticket_counter" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
alter table "ticket_message" enable row level security;
alter table "ticket_message" force row level security;
create policy "ticket_message_tenant" on "ticket_message" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
create policy "ticket_message_internal" on "ticket_message" as restrictive using (not internal or (select coalesce(current_setting('app.guardian', true), '')) = '') with check (not internal or (select coalesce(current_setting('app.guardian', true), '')) = '');
`);
  }
}
