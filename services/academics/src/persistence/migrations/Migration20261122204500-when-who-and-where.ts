import { Migration } from '@mikro-orm/migrations';

/** What a timetable has to know: when teachers, rooms and branches are there, and what classes need. */
export class Migration20261122204500 extends Migration {
  override up(): void {
    this.addSql(`
create table "class_link" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "kind" text not null, "class_group_id" uuid not null, "other_class_group_id" uuid not null, primary key ("id"));
create index "class_link_class_group_id_index" on "class_link" ("class_group_id");
create index "class_link_other_class_group_id_index" on "class_link" ("other_class_group_id");
alter table "class_link" add constraint "class_link_pair" unique ("class_group_id", "other_class_group_id");
create table "holiday" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid null, "name" text not null, "first_day" date not null, "last_day" date not null, primary key ("id"));
create index "holiday_branch_id_index" on "holiday" ("branch_id");
create index "holiday_in_order" on "holiday" ("organization_id", "last_day");
create table "room_closure" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "room_id" uuid not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "reason" text not null, primary key ("id"));
create index "room_closure_of" on "room_closure" ("room_id", "ends_at");
create table "teacher_absence" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "teacher_id" uuid not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "reason" text not null, primary key ("id"));
create index "teacher_absence_of" on "teacher_absence" ("teacher_id", "ends_at");
create table "travel_time" ("lesser_branch_id" uuid not null, "greater_branch_id" uuid not null, "organization_id" uuid not null, "minutes" int not null, primary key ("lesser_branch_id", "greater_branch_id"));
create index "travel_time_organization_id_index" on "travel_time" ("organization_id");
alter table "branch_copy" add "opening_hours" jsonb null;
alter table "class_group" add "weekly_need" jsonb null;
alter table "course" add "needed_equipment" text[] not null default '{}';
alter table "room" add "equipment" text[] not null default '{}';
alter table "scheduled_lesson" add "is_pinned" boolean not null default false, add "waived_rules" text[] not null default '{}';
alter table "teacher" add "tier" text null, add "course_ids" uuid[] null, add "weekly_hours" jsonb null, add "max_minutes_per_day" int null, add "max_minutes_per_week" int null;
alter table "class_link" add constraint "class_link_two" check (class_group_id <> other_class_group_id);
alter table "class_link" add constraint "class_link_kind_check" check ("kind" in ('SAME_START', 'CONSECUTIVE', 'DIFFERENT_DAYS'));
alter table "class_link" enable row level security;
alter table "class_link" force row level security;
create policy "class_link_tenant" on "class_link" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "holiday" add constraint "holiday_days" check (first_day <= last_day);
alter table "holiday" enable row level security;
alter table "holiday" force row level security;
create policy "holiday_tenant" on "holiday" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "holiday_kept" on "holiday" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "room_closure" add constraint "room_closure_time" check (starts_at < ends_at);
alter table "room_closure" enable row level security;
alter table "room_closure" force row level security;
create policy "room_closure_tenant" on "room_closure" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "teacher_absence" add constraint "teacher_absence_time" check (starts_at < ends_at);
alter table "teacher_absence" enable row level security;
alter table "teacher_absence" force row level security;
create policy "teacher_absence_tenant" on "teacher_absence" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "travel_time" add constraint "travel_time_pair" check (lesser_branch_id < greater_branch_id);
alter table "travel_time" enable row level security;
alter table "travel_time" force row level security;
create policy "travel_time_tenant" on "travel_time" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
