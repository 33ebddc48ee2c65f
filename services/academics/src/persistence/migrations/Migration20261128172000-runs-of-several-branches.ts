import { Migration } from '@mikro-orm/migrations';

/** A timetable run may be for several branches, choose teachers, and make up what its dates take away. Who lacks one of its branches does not see it. */
export class Migration20261128172000 extends Migration {
  override up(): void {
    this.addSql(`
alter table "timetable_run" add column "other_branch_ids" uuid[] not null default '{}', add column "choose_teachers" bool not null default false, add column "make_up_lost" bool not null default false, add column "lost" jsonb null, add column "lost_count" int null, add column "made_up_count" int null, add column "teachers_taken" jsonb null;
alter policy "timetable_run_tenant" on "timetable_run" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or other_branch_ids <@ (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.branches', true) = '*', false)) is not null or other_branch_ids <@ (select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]) and (select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null);`);
  }
}
