import { Migration } from '@mikro-orm/migrations';

/** Students are found by a part of the name through an index, which row-level security allows to a function of its own role alone. */
export class Migration20261128182000 extends Migration {
  override up(): void {
    this.addSql(`
create index "student_search" on "student" using gin (search_grams(organization_id, name)) with (fastupdate = off);
create policy "student_search" on "student" for select to academics_search using (true);`);
  }
}
