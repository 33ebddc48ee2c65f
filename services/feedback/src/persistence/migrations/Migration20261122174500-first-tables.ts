import { Migration } from '@mikro-orm/migrations';

/** The first tables: when families are called and asked, and what they said. */
export class Migration20261122174500 extends Migration {
  override up(): void {
    this.addSql(`
create table "branch_copy" ("branch_id" uuid not null, "organization_id" uuid not null, "name" text not null, "time_zone" text not null, primary key ("branch_id"));

create table "callback_plan" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid null, "stage" text not null, "edition" int not null, "name" text not null, "due_within_days" int not null, "script" text not null, "valid_from" timestamptz(3) not null, "valid_to" timestamptz(3) null, primary key ("id"));
create unique index "callback_plan_edition" on "callback_plan" ("organization_id", "branch_id", "stage", "edition") nulls not distinct;
create index "callback_plan_created" on "callback_plan" ("organization_id", "created_at", "id");
alter table "callback_plan" add constraint "callback_plan_stage_check" check ("stage" in ('FIRST_WEEK', 'MID_TERM', 'END_OF_COURSE', 'SPECIAL'));

create table "callback_task" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "plan_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "contract_id" uuid null, "stage" text not null, "status" text not null, "due_at" timestamptz(3) not null, "script" text not null, "owner_id" uuid null, "outcome" text null, "nps" int null, "note" text null, "completed_at" timestamptz(3) null, "completed_by_id" uuid null, primary key ("id"));
create index "callback_task_plan_id_index" on "callback_task" ("plan_id");
create index "callback_task_student_id_index" on "callback_task" ("student_id");
create index "callback_task_guardian_id_index" on "callback_task" ("guardian_id");
create index "callback_task_due" on "callback_task" ("organization_id", "status", "due_at", "id");
create index "callback_task_branch_due" on "callback_task" ("organization_id", "branch_id", "due_at", "id");
alter table "callback_task" add constraint "callback_task_cause" unique ("organization_id", "contract_id", "stage");
alter table "callback_task" add constraint "callback_task_stage_check" check ("stage" in ('FIRST_WEEK', 'MID_TERM', 'END_OF_COURSE', 'SPECIAL'));
alter table "callback_task" add constraint "callback_task_status_check" check ("status" in ('OPEN', 'COMPLETED'));
alter table "callback_task" add constraint "callback_task_outcome_check" check ("outcome" in ('SATISFIED', 'CONCERN', 'PROBLEM', 'UNREACHABLE'));

create table "satisfaction_score" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "kind" text not null, "score" int not null, "guardian_id" uuid not null, "student_id" uuid null, "ticket_id" uuid null, "given_at" timestamptz(3) not null, primary key ("id"));
create index "satisfaction_score_branch" on "satisfaction_score" ("organization_id", "branch_id", "kind", "given_at");
create index "satisfaction_score_guardian" on "satisfaction_score" ("guardian_id", "kind", "given_at");
create index "satisfaction_score_student" on "satisfaction_score" ("student_id", "kind", "given_at");
create index "satisfaction_score_ticket" on "satisfaction_score" ("ticket_id", "kind", "given_at");
alter table "satisfaction_score" add constraint "satisfaction_score_kind_check" check ("kind" in ('CSAT', 'NPS', 'CES'));

create table "survey" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "occasion" text not null, "kind" text not null, "edition" int not null, "title" text not null, "questions" jsonb not null, "open_days" int not null, "published_at" timestamptz(3) not null, "retired_at" timestamptz(3) null, primary key ("id"));
create index "survey_created" on "survey" ("organization_id", "created_at", "id");
alter table "survey" add constraint "survey_edition" unique ("organization_id", "occasion", "edition");
alter table "survey" add constraint "survey_occasion_check" check ("occasion" in ('TICKET_CONFIRMED', 'REFUND_PAID'));
alter table "survey" add constraint "survey_kind_check" check ("kind" in ('CSAT', 'NPS', 'CES'));

create table "survey_invitation" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "survey_id" uuid not null, "guardian_id" uuid not null, "student_id" uuid null, "ticket_id" uuid null, "occasion" text not null, "cause_id" uuid not null, "subject" text not null, "token_hash" text not null, "expires_at" timestamptz(3) not null, "answered_at" timestamptz(3) null, primary key ("id"));
create index "survey_invitation_survey_id_index" on "survey_invitation" ("survey_id");
create index "survey_invitation_guardian_id_index" on "survey_invitation" ("guardian_id");
create index "survey_invitation_created" on "survey_invitation" ("organization_id", "created_at", "id");
alter table "survey_invitation" add constraint "survey_invitation_cause" unique ("organization_id", "occasion", "cause_id");
alter table "survey_invitation" add constraint "survey_invitation_token" unique ("token_hash");
alter table "survey_invitation" add constraint "survey_invitation_occasion_check" check ("occasion" in ('TICKET_CONFIRMED', 'REFUND_PAID'));

create table "survey_response" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "invitation_id" uuid not null, "survey_id" uuid not null, "kind" text not null, "guardian_id" uuid not null, "student_id" uuid null, "ticket_id" uuid null, "score" int not null, "comment" text null, "answered_at" timestamptz(3) not null, primary key ("id"));
create index "survey_response_survey_id_index" on "survey_response" ("survey_id");
create index "survey_response_guardian_id_index" on "survey_response" ("guardian_id");
create index "survey_response_ticket_id_index" on "survey_response" ("ticket_id");
create index "survey_response_answered" on "survey_response" ("organization_id", "answered_at", "id");
alter table "survey_response" add constraint "survey_response_invitation" unique ("invitation_id");
alter table "survey_response" add constraint "survey_response_kind_check" check ("kind" in ('CSAT', 'NPS', 'CES'));

alter table "branch_copy" enable row level security;
alter table "branch_copy" force row level security;
create policy "branch_copy_tenant" on "branch_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "callback_plan" enable row level security;
alter table "callback_plan" force row level security;
create policy "callback_plan_tenant" on "callback_plan" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "callback_task" enable row level security;
alter table "callback_task" force row level security;
create policy "callback_task_tenant" on "callback_task" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "satisfaction_score" enable row level security;
alter table "satisfaction_score" force row level security;
create policy "satisfaction_score_tenant" on "satisfaction_score" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "survey" enable row level security;
alter table "survey" force row level security;
create policy "survey_tenant" on "survey" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
alter table "survey_invitation" enable row level security;
alter table "survey_invitation" force row level security;
create policy "survey_invitation_tenant" on "survey_invitation" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "survey_response" enable row level security;
alter table "survey_response" force row level security;
create policy "survey_response_tenant" on "survey_response" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
`);
  }
}
