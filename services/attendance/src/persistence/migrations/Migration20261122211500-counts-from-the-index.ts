import { Migration } from '@mikro-orm/migrations';

/** A month's count is answered from the index alone: it holds the columns that the policy asks for. */
export class Migration20261122211500 extends Migration {
  override up(): void {
    this.addSql(`
drop index "attendance_record_lesson_starts_at";
create index "attendance_record_lesson_starts_at" on "attendance_record" ("organization_id", "lesson_starts_at", "id") include ("branch_id", "guardian_id");`);
  }
}
