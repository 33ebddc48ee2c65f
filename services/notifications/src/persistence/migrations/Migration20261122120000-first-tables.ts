import { Migration } from '@mikro-orm/migrations';

/** The first tables: deliveries and their tries, texts, preferences, and copies of whom to tell about what. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    this.addSql(`
create table "branch_copy" ("branch_id" uuid not null, "organization_id" uuid not null, "name" text not null, "time_zone" text not null, primary key ("branch_id"));

create table "class_group_copy" ("class_group_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "name" text not null, primary key ("class_group_id"));

create table "delivery" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid null, "guardian_id" uuid not null, "student_id" uuid null, "template_key" text not null, "template_version" int not null, "locale" text not null, "subject" text not null, "body" text null, "status" text not null, "channel" text null, "failed_channels" text[] not null, "attempts" int not null default 0, "tries_in_channel" int not null default 0, "next_try_at" timestamptz(3) null, "sent_at" timestamptz(3) null, "error" text null, primary key ("id"));
create index "delivery_branch_id_index" on "delivery" ("branch_id");
create index "delivery_guardian_id_index" on "delivery" ("guardian_id");
create index "delivery_student_id_index" on "delivery" ("student_id");
create index "delivery_created" on "delivery" ("organization_id", "created_at", "id");
create index "delivery_due" on "delivery" ("status", "next_try_at");
alter table "delivery" add constraint "delivery_template_key_check" check ("template_key" in ('ACCOUNT_INVITED', 'CONTRACT_ACTIVATED', 'PAYMENT_RECEIVED', 'TICKET_ANSWERED', 'SURVEY_INVITED', 'REFUND_APPROVED', 'REFUND_PAID', 'LESSON_CANCELLED', 'LESSON_RESCHEDULED'));
alter table "delivery" add constraint "delivery_locale_check" check ("locale" in ('zh-CN', 'en'));
alter table "delivery" add constraint "delivery_status_check" check ("status" in ('QUEUED', 'SENT', 'FAILED', 'MUTED'));
alter table "delivery" add constraint "delivery_channel_check" check ("channel" in ('EMAIL', 'SMS'));

create table "delivery_try" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid null, "guardian_id" uuid not null, "delivery_id" uuid not null, "number" int not null, "provider" text not null, "channel" text not null, "at" timestamptz(3) not null, "error" text null, primary key ("id"));
alter table "delivery_try" add constraint "delivery_try_number" unique ("delivery_id", "number");
alter table "delivery_try" add constraint "delivery_try_channel_check" check ("channel" in ('EMAIL', 'SMS'));

create table "guardian_copy" ("guardian_id" uuid not null, "organization_id" uuid not null, "branch_ids" uuid[] null, "name" text not null, "phone" text null, "email" text null, "locale" text not null, primary key ("guardian_id"));
alter table "guardian_copy" add constraint "guardian_copy_locale_check" check ("locale" in ('zh-CN', 'en'));

create table "organization_copy" ("organization_id" uuid not null, "name" text not null, "time_zone" text not null, "locale" text not null, primary key ("organization_id"));
alter table "organization_copy" add constraint "organization_copy_locale_check" check ("locale" in ('zh-CN', 'en'));

create table "preference" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "guardian_id" uuid not null, "branch_ids" uuid[] null, "preferred_channel" text not null, "quiet_from" text not null, "quiet_to" text not null, "muted_keys" text[] not null, primary key ("id"));
alter table "preference" add constraint "preference_guardian" unique ("guardian_id");
alter table "preference" add constraint "preference_preferred_channel_check" check ("preferred_channel" in ('EMAIL', 'SMS'));

create table "roster_copy" ("enrollment_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "class_group_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "student_name" text not null, "withdrawn_at" timestamptz(3) null, primary key ("enrollment_id"));
create index "roster_copy_class_group_id_index" on "roster_copy" ("class_group_id");

create table "template" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "key" text not null, "locale" text not null, "channel" text null, "slot" text not null, "template_version" int not null, "current" boolean not null, "subject" text not null, "body" text not null, primary key ("id"));
alter table "template" add constraint "template_version" unique ("organization_id", "slot", "template_version");
alter table "template" add constraint "template_key_check" check ("key" in ('ACCOUNT_INVITED', 'CONTRACT_ACTIVATED', 'PAYMENT_RECEIVED', 'TICKET_ANSWERED', 'SURVEY_INVITED', 'REFUND_APPROVED', 'REFUND_PAID', 'LESSON_CANCELLED', 'LESSON_RESCHEDULED'));
alter table "template" add constraint "template_locale_check" check ("locale" in ('zh-CN', 'en'));
alter table "template" add constraint "template_channel_check" check ("channel" in ('EMAIL', 'SMS'));

alter table "branch_copy" enable row level security;
alter table "branch_copy" force row level security;
create policy "branch_copy_tenant" on "branch_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "class_group_copy" enable row level security;
alter table "class_group_copy" force row level security;
create policy "class_group_copy_tenant" on "class_group_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "delivery" enable row level security;
alter table "delivery" force row level security;
create policy "delivery_tenant" on "delivery" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
create policy "delivery_system" on "delivery" to "notifications_system" using (true) with check (true);
alter table "delivery_try" enable row level security;
alter table "delivery_try" force row level security;
create policy "delivery_try_tenant" on "delivery_try" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "guardian_copy" enable row level security;
alter table "guardian_copy" force row level security;
create policy "guardian_copy_tenant" on "guardian_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "organization_copy" enable row level security;
alter table "organization_copy" force row level security;
create policy "organization_copy_tenant" on "organization_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
alter table "preference" enable row level security;
alter table "preference" force row level security;
create policy "preference_tenant" on "preference" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "roster_copy" enable row level security;
alter table "roster_copy" force row level security;
create policy "roster_copy_tenant" on "roster_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "template" enable row level security;
alter table "template" force row level security;
create policy "template_tenant" on "template" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
`);
  }
}
