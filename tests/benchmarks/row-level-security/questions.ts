import { BRANCHES, idOf, MONTH, TENANTS } from './million-rows.ts';

export const ORGANIZATION = idOf('organization', 0);
const own = Array.from({ length: BRANCHES / TENANTS }, (_, n) => idOf('branch', n * TENANTS));

/** Who asks, each of the same tenant; `branches` as in a principal. */
export const ASKERS = {
  'one branch': own.slice(0, 1),
  '20 branches': own.slice(0, 20),
  'all 200 branches': 'ALL' as const,
};

/** One question three ways: to the graph, as the service's SQL, and as SQL that names its tenant and needs no policy. */
export interface Question {
  graphql: string;
  variables: object;
  /** What is asked of the table, without whose rows. */
  sql: string;
  parameters: readonly unknown[];
}

const COLUMNS = 'id, student_id, status, lesson_starts_at, branch_id';

export const QUESTIONS: Readonly<Record<string, Question>> = {
  'a page of 50': {
    graphql: `query Page { attendanceRecords(first: 50) {
      nodes { id status lessonStartsAt student { id } branch { id } } pageInfo { hasNextPage endCursor } } }`,
    variables: {},
    sql: `select ${COLUMNS} from attendance_record where true order by lesson_starts_at desc, id desc limit 51`,
    parameters: [],
  },
  "a month's count": {
    graphql: `query Month($from: DateTime, $to: DateTime) { attendanceRecords(first: 1, filter: { from: $from, to: $to }) {
      totalCount } }`,
    variables: MONTH,
    sql: 'select count(*)::int from attendance_record where lesson_starts_at >= $1 and lesson_starts_at < $2',
    parameters: [MONTH.from, MONTH.to],
  },
};

/** As the service's queries ask it: they name the branches of whoever has a list of them (`nameOwnBranches`). */
export function underPolicies({ sql, parameters }: Question, branches: readonly string[] | 'ALL') {
  if (branches === 'ALL') return { text: sql, values: [...parameters] };
  const named = sql.replace(' where ', ` where branch_id = any ($${parameters.length + 1}) and `);
  return { text: named, values: [...parameters, branches] };
}

/** The same with the tenant's rows written into the question, as a superuser has to. */
export function withoutPolicies({ sql, parameters }: Question, branches: readonly string[] | 'ALL') {
  const n = parameters.length;
  const condition =
    branches === 'ALL' ? `organization_id = $${n + 1}` : `organization_id = $${n + 1} and branch_id = any ($${n + 2})`;
  const own = branches === 'ALL' ? [ORGANIZATION] : [ORGANIZATION, branches];
  return { text: sql.replace(' where ', ` where ${condition} and `), values: [...parameters, ...own] };
}
