import { Migration } from '@mikro-orm/migrations';

/** A lead that was a duplicate counts nowhere, whatever is heard of it before or after. */
export class Migration20261122190100 extends Migration {
  override up(): void {
    this.addSql(`alter table "lead_progress" add column "merged" boolean not null default false;`);
  }
}
