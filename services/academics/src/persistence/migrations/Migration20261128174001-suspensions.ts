import { Migration } from '@mikro-orm/migrations';

/** A student may stay enrolled without coming; why a stay ended, so that a class closed by mistake gets its students back. */
export class Migration20261128174001 extends Migration {
  override up(): void {
    this.addSql(`
alter table "class_group" add "closed_at" timestamptz(3) null;
alter table "enrollment" add "holds_seat" boolean not null default true, add "ended_by" text null;
alter table "enrollment" add constraint "enrollment_ended_by_check" check ("ended_by" in ('WITHDRAWAL', 'MOVE', 'CLOSING'));
create table "enrollment_suspension" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "enrollment_id" uuid not null, "class_group_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) null, "keeps_seat" boolean not null, "reason" text not null, "cancelled_at" timestamptz(3) null, primary key ("id"));
create index "enrollment_suspension_of" on "enrollment_suspension" ("enrollment_id", "starts_at");
alter table "enrollment_suspension" add constraint "enrollment_suspension_time" check (ends_at is null or starts_at <= ends_at);
alter table "enrollment_suspension" add constraint "enrollment_suspension_one_at_a_time" exclude using gist (enrollment_id with =, tstzrange(starts_at, ends_at) with &&) where (cancelled_at is null);
alter table "enrollment_suspension" enable row level security;
alter table "enrollment_suspension" force row level security;
create policy "enrollment_suspension_tenant" on "enrollment_suspension" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));`);
  }
}
