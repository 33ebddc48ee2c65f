import { Migration } from '@mikro-orm/migrations';

/** A callback that came upon a problem becomes a ticket, one at most. */
export class Migration20261122190300 extends Migration {
  override up(): void {
    this.addSql(`
alter table "ticket" add column "callback_task_id" uuid null;
alter table "ticket" add constraint "ticket_callback" unique ("organization_id", "callback_task_id");
`);
  }
}
