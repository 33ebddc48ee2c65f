import { Migration } from '@mikro-orm/migrations';

/**
 * A class has one lesson at a time, also before it has students: who enrolled later could attend neither. Which of two lessons that are
 * there already is the right one only the school knows, so it is asked: nothing is cancelled here of which no fact would tell.
 */
export class Migration20261122212000 extends Migration {
  override up(): void {
    this.addSql(`
do $do$ begin
  alter table "scheduled_lesson" add constraint "scheduled_lesson_one_at_a_time" exclude using gist (class_group_id with =, tstzrange(starts_at, ends_at) with &&) where (status = 'SCHEDULED');
exception when exclusion_violation then
  raise exclusion_violation using
    message = 'A class has two lessons at the same time, which this version does not allow.',
    hint = 'Start the version before this one again, cancel or move one lesson of each such pair (cancelLesson, rescheduleLesson), and then start this one. To list them, as a superuser: select a.class_group_id, a.id, b.id, b.starts_at from scheduled_lesson a join scheduled_lesson b on a.class_group_id = b.class_group_id and a.id < b.id and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at) where a.status = ''SCHEDULED'' and b.status = ''SCHEDULED''.';
end $do$;`);
  }
}
