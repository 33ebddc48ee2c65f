import { Migration } from '@mikro-orm/migrations';

/** The first tables: copies of lessons and enrolments to make rosters of, and what was recorded about them, once per student and lesson. */
export class Migration20261122140000 extends Migration {
  override up(): void {
    this.addSql(`
create table "attendance_record" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "scheduled_lesson_id" uuid not null, "class_group_id" uuid not null, "course_id" uuid not null, "teacher_id" uuid not null, "lesson_starts_at" timestamptz(3) not null, "lesson_hundredths" int not null, "status" text not null, "minutes_late" int null, "roll_status" text not null, "roll_minutes_late" int null, "note" text null, "revision" int not null default 1, "leave_requested_at" timestamptz(3) null, "recorded_at" timestamptz(3) not null, "recorded_by" text not null, "device_batch_id" text null, primary key ("id"));
create index "attendance_record_lesson_starts_at" on "attendance_record" ("organization_id", "lesson_starts_at", "id");
create index "attendance_record_student" on "attendance_record" ("student_id", "lesson_starts_at", "id");
create index "attendance_record_branch" on "attendance_record" ("branch_id", "lesson_starts_at");
create index "attendance_record_class" on "attendance_record" ("class_group_id", "lesson_starts_at");
create index "attendance_record_teacher" on "attendance_record" ("teacher_id", "lesson_starts_at");
alter table "attendance_record" add constraint "attendance_record_once" unique ("scheduled_lesson_id", "student_id");
alter table "attendance_record" add constraint "attendance_record_status_check" check ("status" in ('PRESENT', 'LATE', 'EARLY_LEAVE', 'LEAVE', 'NO_SHOW', 'SCHOOL_CANCELLED', 'TRIAL', 'MAKE_UP'));
alter table "attendance_record" add constraint "attendance_record_roll_status_check" check ("roll_status" in ('PRESENT', 'LATE', 'EARLY_LEAVE', 'LEAVE', 'NO_SHOW', 'SCHOOL_CANCELLED', 'TRIAL', 'MAKE_UP'));

create table "attendance_revision" ("attendance_record_id" uuid not null, "revision" int not null, "organization_id" uuid not null, "branch_id" uuid not null, "guardian_id" uuid not null, "status" text not null, "minutes_late" int null, "reason" text null, "at" timestamptz(3) not null, "by" text not null, primary key ("attendance_record_id", "revision"));
alter table "attendance_revision" add constraint "attendance_revision_status_check" check ("status" in ('PRESENT', 'LATE', 'EARLY_LEAVE', 'LEAVE', 'NO_SHOW', 'SCHOOL_CANCELLED', 'TRIAL', 'MAKE_UP'));

create table "enrollment_copy" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "student_name" text not null, "class_group_id" uuid not null, "enrolled_at" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null, primary key ("id"));
create index "enrollment_copy_class_group_id_index" on "enrollment_copy" ("class_group_id");

create table "leave_request" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "scheduled_lesson_id" uuid not null, "reason" text not null, "requested_at" timestamptz(3) not null, "requested_by" text not null, primary key ("id"));
create index "leave_request_student_id_index" on "leave_request" ("student_id");
create index "leave_request_requested_at" on "leave_request" ("organization_id", "requested_at", "id");
alter table "leave_request" add constraint "leave_request_once" unique ("scheduled_lesson_id", "student_id");

create table "lesson_copy" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "class_group_id" uuid not null, "course_id" uuid not null, "teacher_id" uuid not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "lesson_hundredths" int not null, "status" text not null, "copied_version" int not null, primary key ("id"));
create index "lesson_copy_organization_id_index" on "lesson_copy" ("organization_id");
alter table "lesson_copy" add constraint "lesson_copy_status_check" check ("status" in ('SCHEDULED', 'CANCELLED'));

alter table "attendance_record" enable row level security;
alter table "attendance_record" force row level security;
create policy "attendance_record_tenant" on "attendance_record" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "attendance_revision" enable row level security;
alter table "attendance_revision" force row level security;
create policy "attendance_revision_tenant" on "attendance_revision" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "enrollment_copy" enable row level security;
alter table "enrollment_copy" force row level security;
create policy "enrollment_copy_tenant" on "enrollment_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "leave_request" enable row level security;
alter table "leave_request" force row level security;
create policy "leave_request_tenant" on "leave_request" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "lesson_copy" enable row level security;
alter table "lesson_copy" force row level security;
create policy "lesson_copy_tenant" on "lesson_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));`);
  }
}
