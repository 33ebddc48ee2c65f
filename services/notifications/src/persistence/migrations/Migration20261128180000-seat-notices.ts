import { Migration } from '@mikro-orm/migrations';

/** Notices of seats that are offered and of activities that are moved or cancelled. */
export class Migration20261128180000 extends Migration {
  override up(): void {
    this.addSql(`
alter table "delivery" drop constraint "delivery_template_key_check";
alter table "delivery" add constraint "delivery_template_key_check" check ("template_key" in ('ACCOUNT_INVITED', 'CONTRACT_ACTIVATED', 'PAYMENT_RECEIVED', 'TICKET_ANSWERED', 'SURVEY_INVITED', 'REFUND_APPROVED', 'REFUND_PAID', 'LESSON_CANCELLED', 'LESSON_RESCHEDULED', 'ENROLLMENT_SUSPENDED', 'ENROLLMENT_RESUMED', 'SUSPENSION_CANCELLED', 'STUDENT_MOVED', 'TIMETABLE_MADE', 'TIMETABLE_WITHDRAWN', 'SEAT_OFFERED', 'ACTIVITY_RESCHEDULED', 'ACTIVITY_CANCELLED'));
alter table "template" drop constraint "template_key_check";
alter table "template" add constraint "template_key_check" check ("key" in ('ACCOUNT_INVITED', 'CONTRACT_ACTIVATED', 'PAYMENT_RECEIVED', 'TICKET_ANSWERED', 'SURVEY_INVITED', 'REFUND_APPROVED', 'REFUND_PAID', 'LESSON_CANCELLED', 'LESSON_RESCHEDULED', 'ENROLLMENT_SUSPENDED', 'ENROLLMENT_RESUMED', 'SUSPENSION_CANCELLED', 'STUDENT_MOVED', 'TIMETABLE_MADE', 'TIMETABLE_WITHDRAWN', 'SEAT_OFFERED', 'ACTIVITY_RESCHEDULED', 'ACTIVITY_CANCELLED'));`);
  }
}
