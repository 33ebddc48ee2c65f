import { Migration } from '@mikro-orm/migrations';

/** A callback is given to somebody who works in its branch. */
export class Migration20261122204000 extends Migration {
  override up(): void {
    this.addSql(`
create table "staff_copy" ("staff_id" uuid not null, "organization_id" uuid not null, "branch_ids" uuid[] null, primary key ("staff_id"));
alter table "staff_copy" enable row level security;
alter table "staff_copy" force row level security;
create policy "staff_copy_tenant" on "staff_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
