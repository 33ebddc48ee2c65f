import { Migration } from '@mikro-orm/migrations';

/** The first tables: who learns and teaches what, where and when, and the bookings that let nobody be in two places at once. */
export class Migration20261122130000 extends Migration {
  override up(): void {
    this.addSql(`
create table "branch_copy" ("branch_id" uuid not null, "organization_id" uuid not null, "name" text not null, "time_zone" text not null, primary key ("branch_id"));
create index "branch_copy_organization_id_index" on "branch_copy" ("organization_id");

create table "class_group" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "name" text not null, "course_id" uuid not null, "teacher_id" uuid not null, "room_id" uuid not null, "capacity" int not null, "enrolled_count" int not null default 0, "status" text not null default 'OPEN', primary key ("id"));
create index "class_group_course_id_index" on "class_group" ("course_id");
create index "class_group_teacher_id_index" on "class_group" ("teacher_id");
create index "class_group_room_id_index" on "class_group" ("room_id");
create index "class_group_created_at" on "class_group" ("organization_id", "created_at", "id");
alter table "class_group" add constraint "class_group_name" unique ("branch_id", "name");
alter table "class_group" add constraint "class_group_seats" check (enrolled_count between 0 and capacity);
alter table "class_group" add constraint "class_group_status_check" check ("status" in ('OPEN', 'CLOSED'));

create table "course" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "name" text not null, "subject" text not null, "level" text null, "lesson_hundredths" int not null, "duration_minutes" int not null, primary key ("id"));
alter table "course" add constraint "course_name" unique ("organization_id", "name");

create table "enrollment" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "class_group_id" uuid not null, "status" text not null default 'ACTIVE', "enrolled_at" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null, primary key ("id"));
create index "enrollment_student_id_index" on "enrollment" ("student_id");
create index "enrollment_class_group_id_index" on "enrollment" ("class_group_id");
create unique index enrollment_once on enrollment (class_group_id, student_id) where status = 'ACTIVE';
alter table "enrollment" add constraint "enrollment_status_check" check ("status" in ('ACTIVE', 'WITHDRAWN'));

create table "resource_booking" ("scheduled_lesson_id" uuid not null, "resource_kind" text not null, "resource_id" uuid not null, "organization_id" uuid not null, "during" tstzrange not null, primary key ("scheduled_lesson_id", "resource_kind", "resource_id"));
alter table "resource_booking" add constraint "resource_booking_no_overlap" exclude using gist (resource_kind with =, resource_id with =, during with &&);
alter table "resource_booking" add constraint "resource_booking_resource_kind_check" check ("resource_kind" in ('ROOM', 'TEACHER', 'STUDENT'));

create table "room" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "name" text not null, "capacity" int not null, primary key ("id"));
create index "room_in_order" on "room" ("organization_id", "name", "id");
alter table "room" add constraint "room_name" unique ("branch_id", "name");

create table "scheduled_lesson" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "class_group_id" uuid not null, "course_id" uuid not null, "teacher_id" uuid not null, "room_id" uuid not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "lesson_hundredths" int not null, "status" text not null default 'SCHEDULED', "change_reason" text null, primary key ("id"));
create index "scheduled_lesson_starts_at" on "scheduled_lesson" ("organization_id", "starts_at", "id");
create index "scheduled_lesson_branch" on "scheduled_lesson" ("branch_id", "starts_at");
create index "scheduled_lesson_class" on "scheduled_lesson" ("class_group_id", "starts_at");
create index "scheduled_lesson_teacher" on "scheduled_lesson" ("teacher_id", "starts_at");
create index "scheduled_lesson_room" on "scheduled_lesson" ("room_id", "starts_at");
alter table "scheduled_lesson" add constraint "scheduled_lesson_time" check (starts_at < ends_at);
alter table "scheduled_lesson" add constraint "scheduled_lesson_status_check" check ("status" in ('SCHEDULED', 'CANCELLED'));

create table "student" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "guardian_id" uuid not null, "name" text not null, "birth_date" date null, "status" text not null default 'REGISTERED', primary key ("id"));
create index "student_guardian_id_index" on "student" ("guardian_id");
create index "student_created_at" on "student" ("organization_id", "created_at", "id");
create index "student_branch" on "student" ("branch_id", "created_at");
alter table "student" add constraint "student_status_check" check ("status" in ('REGISTERED', 'STUDYING', 'FORMER'));

create table "teacher" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "name" text not null, "branch_ids" uuid[] not null, primary key ("id"));
create index "teacher_name" on "teacher" ("organization_id", "name", "id");

alter table "branch_copy" enable row level security;
alter table "branch_copy" force row level security;
create policy "branch_copy_tenant" on "branch_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "class_group" enable row level security;
alter table "class_group" force row level security;
create policy "class_group_tenant" on "class_group" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "course" enable row level security;
alter table "course" force row level security;
create policy "course_tenant" on "course" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
alter table "enrollment" enable row level security;
alter table "enrollment" force row level security;
create policy "enrollment_tenant" on "enrollment" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "resource_booking" enable row level security;
alter table "resource_booking" force row level security;
create policy "resource_booking_tenant" on "resource_booking" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "room" enable row level security;
alter table "room" force row level security;
create policy "room_tenant" on "room" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "scheduled_lesson" enable row level security;
alter table "scheduled_lesson" force row level security;
create policy "scheduled_lesson_tenant" on "scheduled_lesson" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "student" enable row level security;
alter table "student" force row level security;
create policy "student_tenant" on "student" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "teacher" enable row level security;
alter table "teacher" force row level security;
create policy "teacher_tenant" on "teacher" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));`);
  }
}
