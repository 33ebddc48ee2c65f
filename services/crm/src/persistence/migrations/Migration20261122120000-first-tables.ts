import { Migration } from '@mikro-orm/migrations';

/** The first tables: leads and what was done about them, families, files of leads, and the rules of scoring. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    this.addSql(`
create table "follow_up" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "lead_id" uuid not null, "channel" text not null, "summary" text not null, "outcome" text not null, "contacted_at" timestamptz(3) not null, "next_contact_at" timestamptz(3) null, "staff_id" uuid null, "merged_from_id" uuid null, primary key ("id"));
create index "follow_up_lead_id_index" on "follow_up" ("lead_id");
alter table "follow_up" add constraint "follow_up_channel_check" check ("channel" in ('PHONE', 'WECHAT', 'SMS', 'EMAIL', 'VISIT'));
alter table "follow_up" add constraint "follow_up_outcome_check" check ("outcome" in ('INTERESTED', 'THINKING', 'CONNECTED', 'NO_ANSWER', 'NOT_INTERESTED'));

create table "guardian" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "guardian_id" uuid not null, "household_id" uuid not null, "name" text not null, "phone" text not null, "email" text null, "locale" text not null, "preferred_channel" text not null, "consent_at" timestamptz(3) null, primary key ("id"));
create index "guardian_household_id_index" on "guardian" ("household_id");
create index "guardian_created" on "guardian" ("organization_id", "created_at", "id");
alter table "guardian" add constraint "guardian_phone" unique ("organization_id", "branch_id", "phone");
alter table "guardian" add constraint "guardian_locale_check" check ("locale" in ('zh-CN', 'en'));
alter table "guardian" add constraint "guardian_preferred_channel_check" check ("preferred_channel" in ('PHONE', 'WECHAT', 'SMS', 'EMAIL'));

create table "household" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, primary key ("id"));

create table "lead" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "channel" text not null, "source_name" text not null, "source_system" text null, "external_id" text null, "name" text null, "phone" text null, "child_name" text null, "child_birth_date" date null, "need" text null, "attributes" jsonb null, "dedupe_key" text null, "status" text not null, "owner_id" uuid null, "assigned_at" timestamptz(3) null, "locked" boolean not null default false, "former_owner_id" uuid null, "released_at" timestamptz(3) null, "score" int not null, "intent_level" text not null, "score_reasons" jsonb not null, "scored_at" timestamptz(3) not null, "policy_version" int not null, "next_contact_at" timestamptz(3) null, "last_contact_at" timestamptz(3) null, "captured_at" timestamptz(3) not null, "converted_at" timestamptz(3) null, "lost_reason" text null, "guardian_id" uuid null, "student_id" uuid null, "import_id" uuid null, "merged_into_id" uuid null, primary key ("id"));
create index "lead_captured" on "lead" ("organization_id", "captured_at", "id");
create index "lead_branch" on "lead" ("branch_id", "captured_at", "id");
create index "lead_phone" on "lead" (organization_id, phone) where phone is not null;
create index "lead_owner" on "lead" (owner_id, next_contact_at) where owner_id is not null;
create index "lead_guardian" on "lead" (guardian_id) where guardian_id is not null;
create index "lead_merged_into" on "lead" (merged_into_id) where merged_into_id is not null;
create unique index "lead_dedupe_key" on "lead" (branch_id, dedupe_key) where dedupe_key is not null and status <> 'LOST' and merged_into_id is null;
alter table "lead" add constraint "lead_external_id" unique ("organization_id", "source_system", "external_id");
alter table "lead" add constraint "lead_channel_check" check ("channel" in ('AD', 'CONTENT', 'PARTNER', 'SOCIAL', 'MINI_PROGRAM', 'REFERRAL', 'WALK_IN', 'PHONE', 'MANUAL', 'WEBSITE', 'IMPORT'));
alter table "lead" add constraint "lead_status_check" check ("status" in ('NEW', 'CONTACTED', 'TRIAL_BOOKED', 'TRIAL_ATTENDED', 'CONVERTED', 'LOST'));
alter table "lead" add constraint "lead_intent_level_check" check ("intent_level" in ('HIGH', 'MEDIUM', 'LOW'));

create table "lead_import" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "source_name" text not null, "file_name" text not null, "file_sha256" text not null, "size_bytes" bigint not null, "mapping" jsonb not null, "status" text not null, "rows_total" int null, "rows_done" int not null default 0, "imported" int not null default 0, "duplicates" int not null default 0, "rejected" int not null default 0, "failure" jsonb null, "finished_at" timestamptz(3) null, "started_by" text not null, primary key ("id"));
create index "lead_import_created" on "lead_import" ("organization_id", "created_at", "id");
create unique index "lead_import_unfinished" on "lead_import" (organization_id, branch_id, source_name, file_sha256) where status in ('AWAITING_FILE', 'RUNNING');
alter table "lead_import" add constraint "lead_import_status_check" check ("status" in ('AWAITING_FILE', 'RUNNING', 'FINISHED', 'FAILED'));

create table "lead_import_issue" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "import_id" uuid not null, "row_number" int not null, "kind" text not null, "code" text not null, "reason" jsonb not null, primary key ("id"));
create index "lead_import_issue_row" on "lead_import_issue" ("import_id", "row_number", "id");
alter table "lead_import_issue" add constraint "lead_import_issue_kind_check" check ("kind" in ('DUPLICATE', 'REJECTED'));

create table "lead_merge" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "lead_id" uuid not null, "merged_lead_id" uuid not null, "merged_at" timestamptz(3) not null, "merged_by" text not null, "before" jsonb not null, primary key ("id"));
create index "lead_merge_lead_id_index" on "lead_merge" ("lead_id");
alter table "lead_merge" add constraint "lead_merge_once" unique ("merged_lead_id");

create table "lead_policy_version" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "number" int not null, "valid_from" timestamptz(3) not null, "body" jsonb not null, primary key ("id"));
alter table "lead_policy_version" add constraint "lead_policy_version_number" unique ("organization_id", "number");

create table "staff_copy" ("id" uuid not null, "organization_id" uuid not null, "name" text not null, "role" text not null, "branch_ids" uuid[] not null, primary key ("id"));

create table "student_source" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "guardian_id" uuid not null, "lead_id" uuid not null, "channel" text not null, "source_name" text not null, "captured_at" timestamptz(3) not null, "converted_at" timestamptz(3) not null, primary key ("id"));
create index "student_source_guardian_id_index" on "student_source" ("guardian_id");
create index "student_source_lead_id_index" on "student_source" ("lead_id");
alter table "student_source" add constraint "student_source_channel_check" check ("channel" in ('AD', 'CONTENT', 'PARTNER', 'SOCIAL', 'MINI_PROGRAM', 'REFERRAL', 'WALK_IN', 'PHONE', 'MANUAL', 'WEBSITE', 'IMPORT'));

create table "trial_lesson" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "lead_id" uuid not null, "scheduled_lesson_id" uuid null, "starts_at" timestamptz(3) not null, "status" text not null, "outcome" text null, "note" text null, "recorded_at" timestamptz(3) null, "merged_from_id" uuid null, primary key ("id"));
create index "trial_lesson_lead_id_index" on "trial_lesson" ("lead_id");
create index "trial_lesson_scheduled_lesson_id_index" on "trial_lesson" ("scheduled_lesson_id");
create index "trial_lesson_starts" on "trial_lesson" ("organization_id", "starts_at", "id");
create unique index "trial_lesson_one_booked" on "trial_lesson" (lead_id) where status = 'BOOKED';
alter table "trial_lesson" add constraint "trial_lesson_status_check" check ("status" in ('BOOKED', 'ATTENDED', 'NO_SHOW', 'CANCELLED'));

alter table "follow_up" enable row level security;
alter table "follow_up" force row level security;
create policy "follow_up_tenant" on "follow_up" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "guardian" enable row level security;
alter table "guardian" force row level security;
create policy "guardian_tenant" on "guardian" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "household" enable row level security;
alter table "household" force row level security;
create policy "household_tenant" on "household" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
create policy "household_family" on "household" as restrictive using (((select nullif(current_setting('app.guardian', true), '')::uuid) is null or id in (select household_id from guardian where guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)))) with check (((select nullif(current_setting('app.guardian', true), '')::uuid) is null or id in (select household_id from guardian where guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))));
alter table "lead" enable row level security;
alter table "lead" force row level security;
create policy "lead_tenant" on "lead" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "lead_import" enable row level security;
alter table "lead_import" force row level security;
create policy "lead_import_tenant" on "lead_import" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "lead_import_issue" enable row level security;
alter table "lead_import_issue" force row level security;
create policy "lead_import_issue_tenant" on "lead_import_issue" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "lead_merge" enable row level security;
alter table "lead_merge" force row level security;
create policy "lead_merge_tenant" on "lead_merge" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "lead_policy_version" enable row level security;
alter table "lead_policy_version" force row level security;
create policy "lead_policy_version_tenant" on "lead_policy_version" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "staff_copy" enable row level security;
alter table "staff_copy" force row level security;
create policy "staff_copy_tenant" on "staff_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "student_source" enable row level security;
alter table "student_source" force row level security;
create policy "student_source_tenant" on "student_source" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "trial_lesson" enable row level security;
alter table "trial_lesson" force row level security;
create policy "trial_lesson_tenant" on "trial_lesson" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
`);
  }
}
