/** What is asked, and how many requests to subgraphs an answer takes at least. */
export interface MeasuredQuery {
  name: string;
  query: string;
}

/** Everybody asks for the same child: no gateway keeps answers, and the stand-ins answer each alike. */
export const STUDENT_ID = '018f0000-0000-7000-8000-000000000001';

const PAGE = 5;

/** The front desk's page of one child: all nine subgraphs, and personal data on record. */
const PAGE_OF_A_STUDENT = `query StudentPage($id: ID!) {
  student(id: $id) {
    name
    status
    registeredAt
    guardian { name preferredChannel nps }
    branch { name timeZone funnel { created converted } consumption { lessons revenueFen } }
    classGroups { name course { name } }
    attendanceSummary { present late noShow total attendanceRate }
    attendance(first: ${PAGE}) { nodes { status minutesLate lessonStartsAt } totalCount }
    lessonAccount { balance paidRemaining giftRemaining arrears }
    contracts { number status totalFen }
    leadSource { channel sourceName }
    callbacks { stage status dueAt }
    nps
    notices(first: ${PAGE}) { nodes { templateKey status queuedAt } totalCount }
    tickets(first: ${PAGE}) { nodes { number subject status satisfaction } totalCount }
  }
}`;

const BALANCE_OF_A_STUDENT = `query Balance($id: ID!) {
  student(id: $id) { name status lessonAccount { balance paidRemaining giftRemaining } }
}`;

const NAME_OF_A_STUDENT = `query Name($id: ID!) {
  student(id: $id) { name status registeredAt }
}`;

export const QUERIES: readonly MeasuredQuery[] = [
  { name: 'page of a student', query: PAGE_OF_A_STUDENT },
  { name: 'two fetches', query: BALANCE_OF_A_STUDENT },
  { name: 'one fetch', query: NAME_OF_A_STUDENT },
];
