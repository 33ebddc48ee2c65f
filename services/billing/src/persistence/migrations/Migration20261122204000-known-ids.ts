import { Migration } from '@mikro-orm/migrations';

/** Money is asked for students, courses, teachers and branches that there are, and by the branch that they belong to. */
export class Migration20261122204000 extends Migration {
  override up(): void {
    this.addSql(`
create table "course_copy" ("course_id" uuid not null, "organization_id" uuid not null, primary key ("course_id"));
alter table "course_copy" enable row level security;
alter table "course_copy" force row level security;
create policy "course_copy_tenant" on "course_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);

create table "teacher_copy" ("teacher_id" uuid not null, "organization_id" uuid not null, primary key ("teacher_id"));
alter table "teacher_copy" enable row level security;
alter table "teacher_copy" force row level security;
create policy "teacher_copy_tenant" on "teacher_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);

alter table "branch_copy" rename column "id" to "branch_id";
alter policy "branch_copy_tenant" on "branch_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);

alter table "student_copy" add column "branch_id" uuid null;
alter policy "student_copy_tenant" on "student_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));`);
  }
}
