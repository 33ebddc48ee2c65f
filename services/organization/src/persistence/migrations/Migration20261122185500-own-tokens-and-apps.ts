import { Migration } from '@mikro-orm/migrations';

/**
 * An organization revokes its own tokens only, so a revocation is known by both ids; a client app of one branch is no business
 * of another branch's staff.
 */
export class Migration20261122185500 extends Migration {
  override up(): void {
    this.addSql(`
alter table "revoked_token" drop constraint "revoked_token_pkey";
alter table "revoked_token" add primary key ("token_id", "organization_id");
drop policy "client_app_tenant" on "client_app";
create policy "client_app_tenant" on "client_app" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
