import { Migration } from '@mikro-orm/migrations';

/** What a family sees of the school (timetable, rules) it writes nothing of, whatever scopes it was given. */
export class Migration20261122203000 extends Migration {
  override up(): void {
    this.addSql(`
alter policy "branch_copy_tenant" on "branch_copy" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "branch_copy_kept" on "branch_copy" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter policy "class_group_copy_tenant" on "class_group_copy" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "class_group_copy_kept" on "class_group_copy" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter policy "organization_copy_tenant" on "organization_copy" with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "organization_copy_kept" on "organization_copy" as restrictive for delete using ((select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
