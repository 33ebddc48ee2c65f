import { Migration } from '@mikro-orm/migrations';

/** Why a repair was undone, beside why it was made. */
export class Migration20261128170001 extends Migration {
  override up(): void {
    this.addSql('alter table "applied_repair" add column "undo_reason" text null;');
  }
}
