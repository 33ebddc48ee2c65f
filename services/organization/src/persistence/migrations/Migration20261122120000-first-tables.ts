import { Migration } from '@mikro-orm/migrations';

/** The first tables: tenants, their branches and people, and who may sign in. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    this.addSql(`
create table "account" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "kind" text not null, "subject_id" uuid not null, "branch_ids" uuid[] null, "login" text not null, "status" text not null, "password_hash" text null, "activation_code_hash" text null, "activation_expires_at" timestamptz(3) null, "failed_attempts" int not null default 0, "locked_until" timestamptz(3) null, primary key ("id"));
alter table "account" add constraint "account_login" unique ("login");
alter table "account" add constraint "account_subject" unique ("subject_id");
alter table "account" add constraint "account_kind_check" check ("kind" in ('STAFF', 'GUARDIAN'));
alter table "account" add constraint "account_status_check" check ("status" in ('INVITED', 'ACTIVE'));

create table "audit_entry" ("id" uuid not null, "organization_id" uuid not null, "action" text not null, "actor_kind" text not null, "actor_id" text not null, "subject_id" text null, "operation" text null, "fields" text[] null, "correlation_id" text null, "at" timestamptz(3) not null, primary key ("id"));
create index "audit_entry_at" on "audit_entry" ("organization_id", "at", "id");

create table "branch" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "region_id" uuid not null, "code" text not null, "name" text not null, "time_zone" text not null, "address" text null, primary key ("id"));
create index "branch_region_id_index" on "branch" ("region_id");
alter table "branch" add constraint "branch_code" unique ("organization_id", "code");

create table "client_app" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "name" text not null, "client_id" text not null, "secret_hash" text not null, "scopes" text[] not null, "branch_ids" uuid[] null, "purpose" text not null, "expires_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, primary key ("id"));
alter table "client_app" add constraint "client_app_client_id" unique ("client_id");

create table "organization" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "name" text not null, "time_zone" text not null, "locale" text not null, primary key ("id"));

create table "region" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "name" text not null, primary key ("id"));
alter table "region" add constraint "region_name" unique ("organization_id", "name");

create table "revoked_token" ("token_id" uuid not null, "organization_id" uuid not null, "revoked_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("token_id"));
create index "revoked_token_expires_at_index" on "revoked_token" ("expires_at");

create table "staff" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "name" text not null, "role" text not null, "branch_ids" uuid[] null, "email" text null, primary key ("id"));
create index "staff_name" on "staff" ("organization_id", "name", "id");

alter table "account" enable row level security;
alter table "account" force row level security;
create policy "account_tenant" on "account" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "account_system" on "account" to "organization_system" using (true) with check (true);
alter table "audit_entry" enable row level security;
alter table "audit_entry" force row level security;
create policy "audit_entry_tenant" on "audit_entry" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
create policy "audit_entry_system" on "audit_entry" to "organization_system" using (true) with check (true);
alter table "branch" enable row level security;
alter table "branch" force row level security;
create policy "branch_tenant" on "branch" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "client_app" enable row level security;
alter table "client_app" force row level security;
create policy "client_app_tenant" on "client_app" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "client_app_system" on "client_app" to "organization_system" using (true) with check (true);
alter table "organization" enable row level security;
alter table "organization" force row level security;
create policy "organization_tenant" on "organization" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
create policy "organization_system" on "organization" to "organization_system" using (true) with check (true);
alter table "region" enable row level security;
alter table "region" force row level security;
create policy "region_tenant" on "region" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
alter table "revoked_token" enable row level security;
alter table "revoked_token" force row level security;
create policy "revoked_token_tenant" on "revoked_token" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
create policy "revoked_token_system" on "revoked_token" to "organization_system" using (true) with check (true);
alter table "staff" enable row level security;
alter table "staff" force row level security;
create policy "staff_tenant" on "staff" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_ids is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_ids && (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
create policy "staff_system" on "staff" to "organization_system" using (true) with check (true);
`);
  }
}
