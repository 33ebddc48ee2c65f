import { Migration } from '@mikro-orm/migrations';

/** Leads and guardians are taken in branches that there are, and trials in lessons that are on the timetable. */
export class Migration20261122204000 extends Migration {
  override up(): void {
    this.addSql(`
create table "branch_copy" ("branch_id" uuid not null, "organization_id" uuid not null, primary key ("branch_id"));
alter table "branch_copy" enable row level security;
alter table "branch_copy" force row level security;
create policy "branch_copy_tenant" on "branch_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);

create table "lesson_copy" ("scheduled_lesson_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, primary key ("scheduled_lesson_id"));
alter table "lesson_copy" enable row level security;
alter table "lesson_copy" force row level security;
create policy "lesson_copy_tenant" on "lesson_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
