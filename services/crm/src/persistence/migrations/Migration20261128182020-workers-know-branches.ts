import { Migration } from '@mikro-orm/migrations';

/** Idle leads go back to the pool by themselves: the worker has to know which branches there are, of whatever organization. */
export class Migration20261128182020 extends Migration {
  override up(): void {
    this.addSql(`create policy "branch_copy_system" on "branch_copy" to crm_system using (true) with check (true);`);
  }
}
