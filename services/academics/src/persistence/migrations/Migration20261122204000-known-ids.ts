import { Migration } from '@mikro-orm/migrations';

/** A student is registered for a guardian that there is. */
export class Migration20261122204000 extends Migration {
  override up(): void {
    this.addSql(`
create table "guardian_copy" ("guardian_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, primary key ("guardian_id"));
alter table "guardian_copy" enable row level security;
alter table "guardian_copy" force row level security;
create policy "guardian_copy_tenant" on "guardian_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
