import { Migration } from '@mikro-orm/migrations';

/** A class has one lesson at a time, also before it has students: who enrolled later could attend neither. */
export class Migration20261122212000 extends Migration {
  override up(): void {
    this.addSql(`
alter table "scheduled_lesson" add constraint "scheduled_lesson_one_at_a_time" exclude using gist (class_group_id with =, tstzrange(starts_at, ends_at) with &&) where (status = 'SCHEDULED');`);
  }
}
