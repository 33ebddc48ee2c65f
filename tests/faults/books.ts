import type { Deployment } from './deployment.ts';

type Query = Deployment['query'];

export interface RecordRow {
  id: string;
  status: string;
  revision: number;
}

export const attendanceRecords = (query: Query) =>
  query<RecordRow>('attendance', 'select id, status, revision from attendance_record');

export interface LoggedFact {
  id: string;
  type: string;
  aggregate: string;
}

/** What a service recorded, each aggregate's facts in the order of its versions. */
export const factsOf = (query: Query, service: string) =>
  query<LoggedFact>(
    service,
    'select id, type, aggregate_id as aggregate from events.log order by aggregate_id, aggregate_version, position',
  );

/** When a service applied each fact, by the fact's id. */
export async function appliedBy(query: Query, service: string): Promise<Map<string, Date>> {
  const rows = await query<{ id: string; at: Date }>(
    service,
    'select event_id as id, received_at as at from events.inbox',
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** Facts that were applied before an earlier one of the same aggregate. */
export const overtaking = (facts: readonly LoggedFact[], applied: ReadonlyMap<string, Date>): LoggedFact[] =>
  facts.filter((fact, n) => {
    const before = facts[n - 1];
    const [mine, theirs] = [applied.get(fact.id), before && applied.get(before.id)];
    return before?.aggregate === fact.aggregate && mine !== undefined && theirs !== undefined && mine < theirs;
  });

/** What these services could not apply. */
export async function parkedBy(query: Query, services: readonly string[]) {
  const parked = services.map((service) =>
    query<{ consumer: string; error: string }>(service, 'select consumer, error from events.parked_message'),
  );
  return (await Promise.all(parked)).flat();
}

// A student's lessons come from one lot, so each charge and each reversal is one entry of that lot's account, and the
// numbers of an account's entries are the order in which they were posted.
const CHARGES = `
select consumption.scheduled_lesson_id as lesson, consumption.student_id as student,
  string_agg(case when posted.reverses_id is null then '+' else '-' end || consumption.revision, ' ' order by entry.number) as charges
from ledger_entry entry
join ledger_transaction posted on posted.id = entry.transaction_id
join lesson_consumption consumption on consumption.ledger_transaction_id = coalesce(posted.reverses_id, posted.id)
where entry.code = 'LESSON_LOT' group by 1, 2`;

/** For each lesson and student what was charged (+) and taken back (-), by revision: `+1 -1 +2`. */
export async function chargesByLesson(query: Query): Promise<Map<string, string>> {
  const rows = await query<{ lesson: string; student: string; charges: string }>('billing', CHARGES);
  return new Map(rows.map(({ lesson, student, charges }) => [`${lesson} ${student}`, charges]));
}

/** What revision after revision of a record posts, each after the former was taken back. */
export const chargesOf = (revisions: number): string =>
  Array.from({ length: revisions }, (_, n) => (n === 0 ? '+1' : `-${n} +${n + 1}`)).join(' ');

const COUNTING = `
select count(*)::int as consumptions, coalesce(sum(due_hundredths), 0)::int as hundredths, coalesce(sum(revenue_fen), 0)::int as "revenueFen"
from lesson_consumption where reversed_at is null`;

export async function consumptionThatCounts(query: Query) {
  const [row] = await query<{ consumptions: number; hundredths: number; revenueFen: number }>('billing', COUNTING);
  if (!row) throw new Error('An aggregate has a row.');
  return row;
}

const UNBALANCED = `select transaction_id, unit, sum(amount) from ledger_entry group by 1, 2 having sum(amount) <> 0`;
const ADRIFT = `
select account.id, account.code, account.balance, account.entry_count, count(entry.id) as entries, sum(entry.amount) as sum, max(entry.number) as last
from ledger_account account left join ledger_entry entry on entry.account_id = account.id
group by account.id
having account.balance <> coalesce(sum(entry.amount), 0) or account.entry_count <> count(entry.id) or coalesce(max(entry.number), 0) <> count(entry.id)
  or account.balance <> coalesce((select balance_after from ledger_entry last where last.account_id = account.id order by number desc limit 1), 0)`;
const LOTS_ADRIFT = `
select lot.id from lesson_lot lot join ledger_account account on account.owner_id = lot.id and account.code = 'LESSON_LOT'
where lot.granted_hundredths - lot.consumed_hundredths - lot.withdrawn_hundredths <> abs(account.balance)`;

/** Transactions, accounts and lots that do not agree with their entries: none, where the books are right. */
export const mistakes = async (query: Query) => ({
  unbalanced: await query('billing', UNBALANCED),
  adrift: await query('billing', ADRIFT),
  lots: await query('billing', LOTS_ADRIFT),
});
