import { Migration } from '@mikro-orm/migrations';

/** What a family sees of the school (timetable, rules) it writes nothing of, whatever scopes it was given. */
export class Migration20261122203000 extends Migration {
  override up(): void {
    this.addSql(`
alter policy "lesson_copy_tenant" on "lesson_copy" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "lesson_copy_kept" on "lesson_copy" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
