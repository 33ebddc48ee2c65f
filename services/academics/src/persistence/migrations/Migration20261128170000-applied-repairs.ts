import { Migration } from '@mikro-orm/migrations';

/** Plans that were carried out, so that they can be undone. */
export class Migration20261128170000 extends Migration {
  override up(): void {
    this.addSql(`
create table "applied_repair" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "reason" text not null, "changes" jsonb not null, "status" text not null default 'APPLIED', "undone_at" timestamptz(3) null, primary key ("id"));
create index "applied_repair_created_at" on "applied_repair" ("organization_id", "created_at", "id");
alter table "applied_repair" add constraint "applied_repair_status_check" check ("status" in ('APPLIED', 'UNDONE'));
alter table "applied_repair" enable row level security;
alter table "applied_repair" force row level security;
create policy "applied_repair_tenant" on "applied_repair" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null);`);
  }
}
