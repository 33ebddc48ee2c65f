import type pg from 'pg';

export const TENANTS = 5;
export const BRANCHES = 1_000;
const ROWS = 1_000_000;
const BATCH = 100_000;

/** The month that is counted: of the 250 days that the rows are spread over. */
export const MONTH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

/** Ids that SQL and we both know: number `n` of a kind. */
export const idOf = (kind: 'organization' | 'branch', n: number): string =>
  `${kind === 'organization' ? '10000000' : '20000000'}-0000-7000-8000-${String(n).padStart(12, '0')}`;

const numbered = (prefix: string, n: string): string =>
  `('${prefix}-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

// Branch n % 1000 belongs to tenant n % 5, so each has 200; a branch gets four lessons a day.
const LOAD = `
insert into attendance_record (id, organization_id, created_at, branch_id, student_id, guardian_id, scheduled_lesson_id, class_group_id, course_id,
  teacher_id, lesson_starts_at, lesson_hundredths, status, roll_status, recorded_at, recorded_by)
select gen_random_uuid(), ${numbered('10000000', `n % ${TENANTS}`)}, at, ${numbered('20000000', `n % ${BRANCHES}`)},
  ${numbered('30000000', 'n % 40000')}, ${numbered('40000000', 'n % 40000')}, ${numbered('50000000', 'n')},
  ${numbered('60000000', 'n % 4000')}, ${numbered('70000000', 'n % 50')}, ${numbered('80000000', 'n % 8000')},
  at, 100, status, status, at, 'bench'
from generate_series($1::int, $2::int) n,
  lateral (select timestamptz '2026-01-01' + (n / ${BRANCHES} / 4) * interval '1 day' + (n / ${BRANCHES} % 4) * interval '2 hours' as at,
    case when n % 17 = 0 then 'NO_SHOW' else 'PRESENT' end as status) made`;

/** Puts a million attendances of a thousand branches into the service's own table. */
export async function loadMillionRows(admin: pg.Client): Promise<void> {
  for (let from = 0; from < ROWS; from += BATCH) await admin.query(LOAD, [from, from + BATCH - 1]);
  await admin.query('vacuum analyze attendance_record');
}
