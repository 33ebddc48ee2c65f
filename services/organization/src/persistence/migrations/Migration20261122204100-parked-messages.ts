import { Migration } from '@mikro-orm/migrations';

/** What services could not apply, in one list for operators. */
export class Migration20261122204100 extends Migration {
  override up(): void {
    this.addSql(`
create table "parked_message" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid null, "service" text not null, "message_id" uuid not null, "type" text not null, "error" text not null, "tries" int not null, "parked_at" timestamptz(3) not null, "replayed_at" timestamptz(3) null, primary key ("id"));
create index "parked_message_at" on "parked_message" ("organization_id", "parked_at", "id");
alter table "parked_message" enable row level security;
alter table "parked_message" force row level security;
create policy "parked_message_tenant" on "parked_message" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);`);
  }
}
