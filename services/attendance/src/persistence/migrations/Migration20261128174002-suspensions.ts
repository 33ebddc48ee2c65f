import { Migration } from '@mikro-orm/migrations';

/** Who is suspended is on no roster of that time. */
export class Migration20261128174002 extends Migration {
  override up(): void {
    this.addSql(`
create table "suspension_copy" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "guardian_id" uuid not null, "enrollment_id" uuid not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) null, "copied_version" int not null, primary key ("id"));
create index "suspension_copy_enrollment_id_index" on "suspension_copy" ("enrollment_id");
alter table "suspension_copy" enable row level security;
alter table "suspension_copy" force row level security;
create policy "suspension_copy_tenant" on "suspension_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));`);
  }
}
