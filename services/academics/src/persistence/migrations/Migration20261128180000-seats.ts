import { Migration } from '@mikro-orm/migrations';

/** Wait lists whose offers hold seats, classes that families choose, and activities with seats. */
export class Migration20261128180000 extends Migration {
  override up(): void {
    this.addSql(`
alter table "class_group" add column "held_count" int not null default 0;
alter table "class_group" add column "is_open_to_choice" boolean not null default false;
alter table "class_group" add constraint "class_group_held" check (held_count >= 0 and enrolled_count + held_count <= capacity);
create table "activity" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "kind" text not null, "title" text not null, "description" text not null, "room_id" uuid null, "host_teacher_id" uuid null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "seats" int not null, "seats_taken" int not null default 0, "audience" text not null, "registration_ends_at" timestamptz(3) not null, "status" text not null default 'SCHEDULED', "change_reason" text null, primary key ("id"));
create index "activity_room_id_index" on "activity" ("room_id");
create index "activity_host_teacher_id_index" on "activity" ("host_teacher_id");
create index "activity_starts_at" on "activity" ("organization_id", "starts_at", "id");
create index "activity_branch" on "activity" ("branch_id", "starts_at");
alter table "activity" add constraint "activity_time" check (starts_at < ends_at and registration_ends_at <= starts_at);
alter table "activity" add constraint "activity_seats" check (seats_taken between 0 and seats);
alter table "activity" add constraint "activity_kind_check" check ("kind" in ('QA_SESSION', 'SEMINAR', 'GROUP', 'OTHER'));
alter table "activity" add constraint "activity_audience_check" check ("audience" in ('STUDENTS', 'GUARDIANS', 'BOTH'));
alter table "activity" add constraint "activity_status_check" check ("status" in ('SCHEDULED', 'CANCELLED'));
create table "activity_seat" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "activity_id" uuid not null, "student_id" uuid null, "guardian_id" uuid not null, "status" text not null default 'TAKEN', "given_up_at" timestamptz(3) null, "has_attended" boolean null, primary key ("id"));
create index "activity_seat_student_id_index" on "activity_seat" ("student_id");
create unique index activity_seat_once on activity_seat (activity_id, coalesce(student_id, guardian_id)) where status = 'TAKEN';
alter table "activity_seat" add constraint "activity_seat_status_check" check ("status" in ('TAKEN', 'GIVEN_UP'));
create table "seat_policy" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid null, "valid_from" timestamptz(3) not null, "offer_hours" int not null, "choice_cut_off_hours" int not null, primary key ("id"));
create index "seat_policy_created_at" on "seat_policy" ("organization_id", "created_at", "id");
alter table "seat_policy" add constraint "seat_policy_hours" check (offer_hours between 1 and 720 and choice_cut_off_hours between 0 and 720);
create table "wait_list_entry" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "class_group_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "student_name" text not null, "place" int not null, "status" text not null default 'WAITING', "offered_at" timestamptz(3) null, "offer_ends_at" timestamptz(3) null, "ended_at" timestamptz(3) null, primary key ("id"));
create index "wait_list_entry_student_id_index" on "wait_list_entry" ("student_id");
create unique index wait_list_entry_once on wait_list_entry (class_group_id, student_id) where status in ('WAITING', 'OFFERED');
create index wait_list_entry_offered on wait_list_entry (offer_ends_at) where status = 'OFFERED';
alter table "wait_list_entry" add constraint "wait_list_entry_place" unique ("class_group_id", "place");
alter table "wait_list_entry" add constraint "wait_list_entry_offer" check (status <> 'OFFERED' or offer_ends_at is not null);
alter table "wait_list_entry" add constraint "wait_list_entry_status_check" check ("status" in ('WAITING', 'OFFERED', 'ENROLLED', 'DECLINED', 'LAPSED', 'LEFT', 'CLOSED'));
alter table "activity" enable row level security;
alter table "activity" force row level security;
create policy "activity_tenant" on "activity" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null);
create policy "activity_kept" on "activity" as restrictive for delete using ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null);
alter table "activity_seat" enable row level security;
alter table "activity_seat" force row level security;
create policy "activity_seat_tenant" on "activity_seat" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "seat_policy" enable row level security;
alter table "seat_policy" force row level security;
create policy "seat_policy_tenant" on "seat_policy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null);
create policy "seat_policy_kept" on "seat_policy" as restrictive for delete using ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null);
alter table "wait_list_entry" enable row level security;
alter table "wait_list_entry" force row level security;
create policy "wait_list_entry_tenant" on "wait_list_entry" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
create policy "wait_list_entry_system" on "wait_list_entry" to "academics_system" using (true) with check (true);`);
  }
}
