import { Migration } from '@mikro-orm/migrations';

/** What a lesson earns its teacher, as billing tells it, so that a repair plan can say what it costs. */
export class Migration20261128210000 extends Migration {
  override up(): void {
    this.addSql(`
create table "pay_rule_copy" ("pay_rule_id" uuid not null, "organization_id" uuid not null, "teacher_id" uuid not null, "amount_fen" bigint not null, "valid_from" date not null, primary key ("pay_rule_id"));
create index "pay_rule_copy_day" on "pay_rule_copy" ("organization_id", "teacher_id", "valid_from");
alter table "pay_rule_copy" enable row level security;
alter table "pay_rule_copy" force row level security;
create policy "pay_rule_copy_tenant" on "pay_rule_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null);`);
  }
}
