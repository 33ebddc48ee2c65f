import { Migration } from '@mikro-orm/migrations';

/** The first tables: policies, quotes and contracts, invoices and deposits, money and lessons in a ledger of double entry, refunds and pay. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    this.addSql(`
create function ledger_transaction_balances() returns trigger language plpgsql as $body$
declare
  unbalanced uuid;
begin
  select transaction_id into unbalanced from inserted group by transaction_id, unit having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'ledger transaction % does not balance', unbalanced using errcode = '23514', constraint = 'ledger_entry_balances';
  end if;
  return null;
end $body$;

create table "branch_copy" ("id" uuid not null, "organization_id" uuid not null, "time_zone" text not null, primary key ("id"));

create table "contract" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "number" text not null, "quote_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "course_id" uuid not null, "status" text not null default 'ACCEPTED', "paid_hundredths" int not null, "gift_hundredths" int not null, "unit_price_fen" bigint not null, "list_price_fen" bigint not null, "tuition_fen" bigint not null, "materials_fen" bigint not null, "total_fen" bigint not null, "paid_fen" bigint not null default '0', "refunded_fen" bigint not null default '0', "lines" jsonb not null, "instalments" jsonb not null, "starts_on" date not null, "terms_version" text not null, "accepted_at" timestamptz(3) not null, "accepted_by_kind" text not null, "accepted_by_id" text not null, "seal_sha256" text not null, "activated_at" timestamptz(3) null, primary key ("id"));
create index "contract_student_id_index" on "contract" ("student_id");
create index "contract_guardian_id_index" on "contract" ("guardian_id");
create index "contract_created" on "contract" ("organization_id", "created_at", "id");
alter table "contract" add constraint "contract_number" unique ("organization_id", "number");
alter table "contract" add constraint "contract_quote" unique ("quote_id");
alter table "contract" add constraint "contract_money" check (0 <= refunded_fen and refunded_fen <= paid_fen and paid_fen <= total_fen);
alter table "contract" add constraint "contract_status_check" check ("status" in ('ACCEPTED', 'ACTIVE', 'REFUNDED'));

create table "deposit" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "number" text not null, "receipt_number" text not null, "student_id" uuid not null, "guardian_id" uuid not null, "kind" text not null, "status" text not null default 'HELD', "amount_fen" bigint not null, "contract_amount_fen" bigint null, "method" text not null, "evidence" text not null, "taken_by_id" text not null, "idempotency_key" text not null, "request_hash" text not null, "ledger_transaction_id" uuid not null, "contract_id" uuid null, "returned_fen" bigint null, "forfeited_fen" bigint null, "compensation_fen" bigint null, "settled_at" timestamptz(3) null, "settled_by_id" text null, "settled_method" text null, "settled_evidence" text null, "settlement_transaction_id" uuid null, primary key ("id"));
create index "deposit_student_id_index" on "deposit" ("student_id");
create index "deposit_created" on "deposit" ("organization_id", "created_at", "id");
alter table "deposit" add constraint "deposit_number" unique ("organization_id", "number");
alter table "deposit" add constraint "deposit_idempotency" unique ("organization_id", "taken_by_id", "idempotency_key");
alter table "deposit" add constraint "deposit_money" check (amount_fen > 0 and returned_fen + forfeited_fen = amount_fen);
alter table "deposit" add constraint "deposit_kind_check" check ("kind" in ('DEPOSIT', 'EARNEST_MONEY'));
alter table "deposit" add constraint "deposit_status_check" check ("status" in ('HELD', 'APPLIED', 'REFUNDED', 'FORFEITED', 'RETURNED_DOUBLE'));

create table "invoice" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "number" text not null, "student_id" uuid not null, "guardian_id" uuid not null, "contract_id" uuid null, "lines" jsonb not null, "total_fen" bigint not null, "paid_fen" bigint not null default '0', "status" text not null default 'ISSUED', "due_on" date not null, "issued_by_id" text not null, "idempotency_key" text not null, "request_hash" text not null, primary key ("id"));
create index "invoice_student_id_index" on "invoice" ("student_id");
create index "invoice_created" on "invoice" ("organization_id", "created_at", "id");
alter table "invoice" add constraint "invoice_number" unique ("organization_id", "number");
alter table "invoice" add constraint "invoice_idempotency" unique ("organization_id", "issued_by_id", "idempotency_key");
alter table "invoice" add constraint "invoice_money" check (0 <= paid_fen and paid_fen <= total_fen);
alter table "invoice" add constraint "invoice_status_check" check ("status" in ('ISSUED', 'PARTLY_PAID', 'PAID'));

create table "ledger_account" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "code" text not null, "owner_id" uuid not null, "unit" text not null, "bound" text not null, "balance" bigint not null default '0', "entry_count" int not null default 0, primary key ("id"));
alter table "ledger_account" add constraint "ledger_account_key" unique ("branch_id", "code", "owner_id");
alter table "ledger_account" add constraint "ledger_account_bound" check (bound = 'NONE' or (bound = 'DEBIT' and balance >= 0) or (bound = 'CREDIT' and balance <= 0));

create table "ledger_entry" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "transaction_id" uuid not null, "account_id" uuid not null, "number" int not null, "code" text not null, "unit" text not null, "amount" bigint not null, "balance_after" bigint not null, "student_id" uuid null, "guardian_id" uuid null, "contract_id" uuid null, "at" timestamptz(3) not null, primary key ("id"));
create index "ledger_entry_transaction_id_index" on "ledger_entry" ("transaction_id");
create index "ledger_entry_student" on "ledger_entry" ("student_id", "unit", "at", "number", "id");
create index "ledger_entry_at" on "ledger_entry" ("organization_id", "at");
alter table "ledger_entry" add constraint "ledger_entry_number" unique ("account_id", "number");
alter table "ledger_entry" add constraint "ledger_entry_amount" check (amount <> 0);
create trigger ledger_entry_balances after insert on ledger_entry referencing new table as inserted for each statement execute function ledger_transaction_balances();

create table "ledger_transaction" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "kind" text not null, "contract_id" uuid null, "student_id" uuid null, "guardian_id" uuid null, "scheduled_lesson_id" uuid null, "reverses_id" uuid null, "at" timestamptz(3) not null, primary key ("id"));
create index "ledger_transaction_contract_id_index" on "ledger_transaction" ("contract_id");
create index "ledger_transaction_at" on "ledger_transaction" ("organization_id", "at", "id");
alter table "ledger_transaction" add constraint "ledger_transaction_reversed_once" unique ("reverses_id");

create table "lesson_account" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "arrears_hundredths" int not null default 0, primary key ("id"));
create index "lesson_account_guardian_id_index" on "lesson_account" ("guardian_id");
alter table "lesson_account" add constraint "lesson_account_student" unique ("student_id");
alter table "lesson_account" add constraint "lesson_account_arrears" check (arrears_hundredths >= 0);

create table "lesson_consumption" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "scheduled_lesson_id" uuid not null, "class_group_id" uuid not null, "course_id" uuid not null, "teacher_id" uuid not null, "revision" int not null, "status" text not null, "lesson_hundredths" int not null, "lesson_starts_at" timestamptz(3) not null, "leave_requested_at" timestamptz(3) null, "due_hundredths" int not null, "outcome" text not null, "policy_version" text not null, "parts" jsonb not null, "arrears_hundredths" int not null, "revenue_fen" bigint not null, "ledger_transaction_id" uuid null, "posted_at" timestamptz(3) not null, "reversed_at" timestamptz(3) null, primary key ("id"));
create index "lesson_consumption_lesson" on "lesson_consumption" ("scheduled_lesson_id");
create index "lesson_consumption_student" on "lesson_consumption" ("student_id", "lesson_starts_at");
create unique index "lesson_consumption_once" on "lesson_consumption" ("student_id", "scheduled_lesson_id") where reversed_at is null;
alter table "lesson_consumption" add constraint "lesson_consumption_outcome_check" check ("outcome" in ('POSTED', 'NOT_CHARGED', 'REFUSED'));

create table "lesson_lot" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "contract_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "kind" text not null, "granted_hundredths" int not null, "consumed_hundredths" int not null default 0, "withdrawn_hundredths" int not null default 0, "recognised_fen" bigint not null default '0', "activated_at" timestamptz(3) not null, primary key ("id"));
create index "lesson_lot_contract_id_index" on "lesson_lot" ("contract_id");
create index "lesson_lot_student_id_index" on "lesson_lot" ("student_id");
alter table "lesson_lot" add constraint "lesson_lot_remaining" check (consumed_hundredths >= 0 and withdrawn_hundredths >= 0 and consumed_hundredths + withdrawn_hundredths <= granted_hundredths);
alter table "lesson_lot" add constraint "lesson_lot_recognised" check (recognised_fen >= 0);
alter table "lesson_lot" add constraint "lesson_lot_kind_check" check ("kind" in ('PAID', 'GIFT'));

create table "number_sequence" ("organization_id" uuid not null, "series" text not null, "last" int not null, primary key ("organization_id", "series"));

create table "payment" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "contract_id" uuid null, "invoice_id" uuid null, "deposit_id" uuid null, "student_id" uuid not null, "guardian_id" uuid not null, "receipt_number" text not null, "amount_fen" bigint not null, "method" text not null, "evidence" text not null, "received_at" timestamptz(3) not null, "recorded_by_id" text not null, "idempotency_key" text not null, "request_hash" text not null, "ledger_transaction_id" uuid not null, primary key ("id"));
create index "payment_contract_id_index" on "payment" ("contract_id");
create index "payment_invoice_id_index" on "payment" ("invoice_id");
create index "payment_received" on "payment" ("organization_id", "received_at", "id");
alter table "payment" add constraint "payment_receipt_number" unique ("organization_id", "receipt_number");
alter table "payment" add constraint "payment_deposit" unique ("deposit_id");
alter table "payment" add constraint "payment_idempotency" unique ("organization_id", "recorded_by_id", "idempotency_key");
alter table "payment" add constraint "payment_amount" check (amount_fen > 0);
alter table "payment" add constraint "payment_pays_one" check (num_nonnulls(contract_id, invoice_id) = 1);

create table "pay_rule" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "teacher_id" uuid not null, "rule" jsonb not null, "valid_from" date not null, primary key ("id"));
alter table "pay_rule" add constraint "pay_rule_day" unique ("organization_id", "teacher_id", "valid_from");

create table "policy" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid null, "kind" text not null, "number" int not null, "valid_from" timestamptz(3) not null, "body" jsonb not null, primary key ("id"));
alter table "policy" add constraint "policy_number" unique ("organization_id", "kind", "number");

create table "quote" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "course_id" uuid not null, "status" text not null default 'OPEN', "paid_hundredths" int not null, "gift_hundredths" int not null, "unit_price_fen" bigint not null, "list_price_fen" bigint not null, "tuition_fen" bigint not null, "materials_fen" bigint not null, "total_fen" bigint not null, "lines" jsonb not null, "instalments" jsonb not null, "starts_on" date not null, "terms_version" text not null, "expires_at" timestamptz(3) not null, primary key ("id"));
create index "quote_student_id_index" on "quote" ("student_id");
create index "quote_created" on "quote" ("organization_id", "created_at", "id");
alter table "quote" add constraint "quote_status_check" check ("status" in ('OPEN', 'ACCEPTED'));

create table "refund_request" ("id" uuid not null, "organization_id" uuid not null, "created_at" timestamptz(3) not null, "version" int not null default 1, "branch_id" uuid not null, "contract_id" uuid not null, "student_id" uuid not null, "guardian_id" uuid not null, "status" text not null default 'REQUESTED', "reason" text not null, "school_at_fault" boolean not null, "amount_fen" bigint not null, "lines" jsonb not null, "figures" jsonb not null, "policy_version" text not null, "requested_by_kind" text not null, "requested_by_id" text not null, "decided_by_id" text null, "decided_at" timestamptz(3) null, "rejection_reason" text null, "pay_by" date null, "paid_at" timestamptz(3) null, "paid_method" text null, "paid_evidence" text null, "paid_by_id" text null, "ledger_transaction_id" uuid null, primary key ("id"));
create index "refund_request_contract_id_index" on "refund_request" ("contract_id");
create index "refund_request_created" on "refund_request" ("organization_id", "created_at", "id");
create unique index "refund_request_open" on "refund_request" ("contract_id") where status in ('REQUESTED', 'APPROVED');
alter table "refund_request" add constraint "refund_request_status_check" check ("status" in ('REQUESTED', 'APPROVED', 'REJECTED', 'PAID'));

create table "student_copy" ("id" uuid not null, "organization_id" uuid not null, "guardian_id" uuid not null, primary key ("id"));

create table "teacher_pay_line" ("id" uuid not null, "organization_id" uuid not null, "branch_id" uuid not null, "teacher_id" uuid not null, "scheduled_lesson_id" uuid not null, "pay_rule_id" uuid not null, "amount_fen" bigint not null, "period" text not null, "lesson_starts_at" timestamptz(3) not null, "reverses_id" uuid null, "ledger_transaction_id" uuid not null, "posted_at" timestamptz(3) not null, primary key ("id"));
create index "teacher_pay_line_lesson" on "teacher_pay_line" ("scheduled_lesson_id");
create index "teacher_pay_line_teacher" on "teacher_pay_line" ("organization_id", "teacher_id", "lesson_starts_at");
create index "teacher_pay_line_posted" on "teacher_pay_line" ("organization_id", "posted_at", "id");
alter table "teacher_pay_line" add constraint "teacher_pay_line_reversed_once" unique ("reverses_id");

alter table "branch_copy" enable row level security;
alter table "branch_copy" force row level security;
create policy "branch_copy_tenant" on "branch_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
alter table "contract" enable row level security;
alter table "contract" force row level security;
create policy "contract_tenant" on "contract" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "deposit" enable row level security;
alter table "deposit" force row level security;
create policy "deposit_tenant" on "deposit" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "invoice" enable row level security;
alter table "invoice" force row level security;
create policy "invoice_tenant" on "invoice" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "ledger_account" enable row level security;
alter table "ledger_account" force row level security;
create policy "ledger_account_tenant" on "ledger_account" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "ledger_entry" enable row level security;
alter table "ledger_entry" force row level security;
create policy "ledger_entry_tenant" on "ledger_entry" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "ledger_transaction" enable row level security;
alter table "ledger_transaction" force row level security;
create policy "ledger_transaction_tenant" on "ledger_transaction" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "lesson_account" enable row level security;
alter table "lesson_account" force row level security;
create policy "lesson_account_tenant" on "lesson_account" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "lesson_consumption" enable row level security;
alter table "lesson_consumption" force row level security;
create policy "lesson_consumption_tenant" on "lesson_consumption" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "lesson_lot" enable row level security;
alter table "lesson_lot" force row level security;
create policy "lesson_lot_tenant" on "lesson_lot" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "number_sequence" enable row level security;
alter table "number_sequence" force row level security;
create policy "number_sequence_tenant" on "number_sequence" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid)) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid));
alter table "payment" enable row level security;
alter table "payment" force row level security;
create policy "payment_tenant" on "payment" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "pay_rule" enable row level security;
alter table "pay_rule" force row level security;
create policy "pay_rule_tenant" on "pay_rule" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
alter table "policy" enable row level security;
alter table "policy" force row level security;
create policy "policy_tenant" on "policy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and (branch_id is null or (select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])));
alter table "quote" enable row level security;
alter table "quote" force row level security;
create policy "quote_tenant" on "quote" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "refund_request" enable row level security;
alter table "refund_request" force row level security;
create policy "refund_request_tenant" on "refund_request" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "student_copy" enable row level security;
alter table "student_copy" force row level security;
create policy "student_copy_tenant" on "student_copy" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid))) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select nullif(current_setting('app.guardian', true), '')::uuid) is null or guardian_id = (select nullif(current_setting('app.guardian', true), '')::uuid)));
alter table "teacher_pay_line" enable row level security;
alter table "teacher_pay_line" force row level security;
create policy "teacher_pay_line_tenant" on "teacher_pay_line" using (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null) with check (organization_id = (select nullif(current_setting('app.organization', true), '')::uuid) and ((select coalesce(current_setting('app.branches', true), '') = '*') or branch_id = any ((select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[])) and (select nullif(current_setting('app.guardian', true), '')::uuid) is null);
`);
  }
}
