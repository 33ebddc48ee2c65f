import { Migration } from '@mikro-orm/migrations';

const KEYS = `'ACCOUNT_INVITED', 'CONTRACT_ACTIVATED', 'PAYMENT_RECEIVED', 'TICKET_ANSWERED', 'SURVEY_INVITED', 'REFUND_APPROVED', 'REFUND_PAID', 'LESSON_CANCELLED', 'LESSON_RESCHEDULED', 'ENROLLMENT_SUSPENDED', 'ENROLLMENT_RESUMED', 'SUSPENSION_CANCELLED', 'STUDENT_MOVED', 'TIMETABLE_MADE', 'TIMETABLE_WITHDRAWN'`;

/** What a notice tells of and when it was read; one notice for a whole timetable. */
export class Migration20261128175959 extends Migration {
  override up(): void {
    this.addSql(`
alter table "delivery" add column "about_id" uuid null, add column "read_at" timestamptz(3) null;
create index "delivery_about_id_index" on "delivery" ("about_id");
alter table "delivery" drop constraint "delivery_template_key_check", add constraint "delivery_template_key_check" check ("template_key" in (${KEYS}));
alter table "template" drop constraint "template_key_check", add constraint "template_key_check" check ("key" in (${KEYS}));`);
  }
}
