import { Migration } from '@mikro-orm/migrations';

/** Searches for a weekly timetable, and which lessons each of them put there. */
export class Migration20261122220500 extends Migration {
  override up(): void {
    this.addSql(`
create table "timetable_run" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "first_day" date not null, "last_day" date not null, "seed" int not null, "seconds_budget" int not null, "weights" jsonb not null, "status" text not null default 'QUEUED', "school" jsonb not null, "timetable" jsonb null, "costs" jsonb null, "findings" jsonb null, "best_cost" bigint null, "lesson_count" int not null, "unplaced_count" int null, "seconds_spent" int not null default 0, "attempts" int not null default 0, "lease_until" timestamptz(3) null, "finished_at" timestamptz(3) null, "applied_at" timestamptz(3) null, primary key ("id"));
create index "timetable_run_created_at" on "timetable_run" ("organization_id", "created_at", "id");
create index timetable_run_waiting on timetable_run (created_at) where status in ('QUEUED', 'RUNNING');
alter table "timetable_run" add constraint "timetable_run_status_check" check ("status" in ('QUEUED', 'RUNNING', 'FINISHED', 'INFEASIBLE', 'CANCELLED', 'FAILED', 'APPLIED', 'UNDONE'));
alter table "timetable_run" enable row level security;
alter table "timetable_run" force row level security;
create policy "timetable_run_tenant" on "timetable_run" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null);
create policy "timetable_run_system" on "timetable_run" to "academics_system" using (true) with check (true);
alter table "scheduled_lesson" add column "timetable_run_id" uuid null;
create index "scheduled_lesson_timetable_run_id_index" on "scheduled_lesson" ("timetable_run_id");`);
  }
}
