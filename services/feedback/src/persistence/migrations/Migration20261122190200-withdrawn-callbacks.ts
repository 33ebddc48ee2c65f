import { Migration } from '@mikro-orm/migrations';

/** A contract that was refunded needs no first call, whether the refund or the contract is heard of first. */
export class Migration20261122190200 extends Migration {
  override up(): void {
    this.addSql(`
alter table "callback_task" drop constraint "callback_task_status_check";
alter table "callback_task" add constraint "callback_task_status_check" check ("status" in ('OPEN', 'COMPLETED', 'WITHDRAWN'));

create table "refunded_contract" ("contract_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "refunded_at" timestamptz(3) not null, primary key ("contract_id"));
alter table "refunded_contract" enable row level security;
alter table "refunded_contract" force row level security;
create policy "refunded_contract_tenant" on "refunded_contract" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
`);
  }
}
