import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Histogram } from '../../domain/satisfaction.ts';
import type { SurveyKind } from '../../domain/score-scale.ts';

/** The last score of one kind that each of them gave, or that was given about each; null where there is none. */
const lastScores =
  (column: 'student_id' | 'guardian_id' | 'ticket_id', kind: SurveyKind) =>
  async (em: SqlEntityManager, ids: readonly string[]): Promise<(number | null)[]> => {
    const rows = await em.execute<{ id: string; score: number }[]>(
      `select distinct on (${column}) ${column} as id, score from satisfaction_score
       where kind = ? and ${column} in (select jsonb_array_elements_text(?::jsonb)::uuid)
       order by ${column}, given_at desc, id desc`,
      [kind, JSON.stringify(ids)],
    );
    const byId = new Map(rows.map(({ id, score }) => [id, score]));
    return ids.map((id) => byId.get(id) ?? null);
  };

export const lastNpsOfStudents = lastScores('student_id', 'NPS');
export const lastNpsOfGuardians = lastScores('guardian_id', 'NPS');
export const lastCsatOfTickets = lastScores('ticket_id', 'CSAT');

export interface ScoreFilter {
  kind: SurveyKind;
  branchId: string | null;
  /** First day, in each branch's own zone. */
  from: string | null;
  /** Last day, included. */
  to: string | null;
}

// A branch whose opening has not been heard of yet keeps the time of the chain's home.
const HISTOGRAM = `
select given.score, count(*)::int as count
from (
  select score, (given_at at time zone coalesce(branch_copy.time_zone, 'Asia/Shanghai'))::date as day
  from satisfaction_score left join branch_copy using (branch_id)
  where kind = ? and (?::uuid is null or satisfaction_score.branch_id = ?::uuid)
) given
where (?::date is null or given.day >= ?::date) and (?::date is null or given.day <= ?::date)
group by given.score`;

/** How often each score was given, as far as the principal sees. */
export const histogram = (em: SqlEntityManager, { kind, branchId, from, to }: ScoreFilter): Promise<Histogram> =>
  em.execute<{ score: number; count: number }[]>(HISTOGRAM, [kind, branchId, branchId, from, from, to, to]);
