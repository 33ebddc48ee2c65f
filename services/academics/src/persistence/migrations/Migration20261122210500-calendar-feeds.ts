import { Migration } from '@mikro-orm/migrations';

/** Links to timetables for calendar programs (C28), of which only a hash is kept. */
export class Migration20261122210500 extends Migration {
  override up(): void {
    this.addSql(`
create table "calendar_feed" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid null, "guardian_id" uuid null, "resource_kind" text not null, "resource_id" uuid not null, "token_hash" text not null, "revoked_at" timestamptz(3) null, primary key ("id"));
create index "calendar_feed_resource_id_index" on "calendar_feed" ("resource_id");
create index "calendar_feed_created_at" on "calendar_feed" ("organization_id", "created_at", "id");
alter table "calendar_feed" add constraint "calendar_feed_token" unique ("token_hash");
alter table "calendar_feed" add constraint "calendar_feed_resource_kind_check" check ("resource_kind" in ('TEACHER', 'STUDENT', 'ROOM'));
alter table "calendar_feed" enable row level security;
alter table "calendar_feed" force row level security;
create policy "calendar_feed_tenant" on "calendar_feed" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
create policy "calendar_feed_system" on "calendar_feed" to "academics_system" using (true) with check (true);`);
  }
}
