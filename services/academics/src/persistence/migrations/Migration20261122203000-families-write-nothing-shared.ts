import { Migration } from '@mikro-orm/migrations';

/** What a family sees of the school (timetable, rules) it writes nothing of, whatever scopes it was given. */
export class Migration20261122203000 extends Migration {
  override up(): void {
    this.addSql(`
alter policy "branch_copy_tenant" on "branch_copy" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "branch_copy_kept" on "branch_copy" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter policy "class_group_tenant" on "class_group" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "class_group_kept" on "class_group" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter policy "course_tenant" on "course" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "course_kept" on "course" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter policy "room_tenant" on "room" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "room_kept" on "room" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter policy "scheduled_lesson_tenant" on "scheduled_lesson" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "scheduled_lesson_kept" on "scheduled_lesson" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter policy "teacher_tenant" on "teacher" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "teacher_kept" on "teacher" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
