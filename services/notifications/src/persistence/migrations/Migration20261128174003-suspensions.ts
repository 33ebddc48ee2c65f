import { Migration } from '@mikro-orm/migrations';

/** Families are told of suspensions and moves, and not of lessons to which the child does not come. */
export class Migration20261128174003 extends Migration {
  override up(): void {
    this.addSql(`
alter table "delivery" drop constraint "delivery_template_key_check";
alter table "delivery" add constraint "delivery_template_key_check" check ("template_key" in ('ACCOUNT_INVITED', 'CONTRACT_ACTIVATED', 'PAYMENT_RECEIVED', 'TICKET_ANSWERED', 'SURVEY_INVITED', 'REFUND_APPROVED', 'REFUND_PAID', 'LESSON_CANCELLED', 'LESSON_RESCHEDULED', 'ENROLLMENT_SUSPENDED', 'ENROLLMENT_RESUMED', 'SUSPENSION_CANCELLED', 'STUDENT_MOVED'));
alter table "template" drop constraint "template_key_check";
alter table "template" add constraint "template_key_check" check ("key" in ('ACCOUNT_INVITED', 'CONTRACT_ACTIVATED', 'PAYMENT_RECEIVED', 'TICKET_ANSWERED', 'SURVEY_INVITED', 'REFUND_APPROVED', 'REFUND_PAID', 'LESSON_CANCELLED', 'LESSON_RESCHEDULED', 'ENROLLMENT_SUSPENDED', 'ENROLLMENT_RESUMED', 'SUSPENSION_CANCELLED', 'STUDENT_MOVED'));
alter table "roster_copy" add "enrolled_at" timestamptz(3) null;
create table "suspension_copy" ("enrollment_suspension_id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "guardian_id" uuid not null, "enrollment_id" uuid not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) null, "copied_version" int not null, primary key ("enrollment_suspension_id"));
create index "suspension_copy_enrollment_id_index" on "suspension_copy" ("enrollment_id");
alter table "suspension_copy" enable row level security;
alter table "suspension_copy" force row level security;
create policy "suspension_copy_tenant" on "suspension_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));`);
  }
}
