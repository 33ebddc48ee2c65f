import { Migration } from '@mikro-orm/migrations';

/** Leads and guardians are found by a part of a name through an index, which row-level security allows to a function of its own role alone. */
export class Migration20261128182000 extends Migration {
  override up(): void {
    this.addSql(`
create index "lead_search" on "lead" using gin (search_grams(organization_id, name, child_name)) with (fastupdate = off);
create policy "lead_search" on "lead" for select to crm_search using (true);
create index "guardian_search" on "guardian" using gin (search_grams(organization_id, name)) with (fastupdate = off);
create policy "guardian_search" on "guardian" for select to crm_search using (true);`);
  }
}
