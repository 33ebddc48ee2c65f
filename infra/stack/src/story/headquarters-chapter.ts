import { type Stage, yuan } from './story.ts';

/** The chain at a glance, in one request. */
export const CHAIN = `query Chain($from: Date!, $to: Date!) { branches(first: 100) { nodes {
  name
  funnel(from: $from, to: $to) { created contacted trialBooked trialAttended converted }
  consumption(from: $from, to: $to) { lessons revenueFen }
  revenue(from: $from, to: $to) { recognisedFen receivedFen refundedFen }
  nps(from: $from, to: $to) { score n }
} } }`;

/** Everything about one child, in one request over eight subgraphs. */
export const CHILD_360 = `query Child($id: ID!) { student(id: $id) {
  name birthDate
  branch { name }
  guardian { name phone notices(first: 20) { nodes { subject } } }
  leadSource { channel sourceName convertedAt }
  classGroups { name course { name } teacher { name } }
  nextLessons(first: 3) { startsAt room { name } }
  attendance(first: 20) { nodes { status scheduledLesson { startsAt } } }
  lessonAccount { balance paidRemaining giftRemaining }
  contracts { number status totalFen paidFen }
  tickets(first: 5) { nodes { subject status satisfaction } }
  callbacks { stage status nps }
  nps
} }`;

export async function headquartersChapter({ people: { hq }, listener }: Stage, studentId: string) {
  listener.chapter('总部：一次查询看全部校区，一次查询看一位学员');
  const { branches } = await hq.ask(CHAIN, { from: '2026-03-01', to: '2026-04-30' });
  for (const branch of branches.nodes) {
    const { funnel, consumption, revenue, nps } = branch;
    listener.fact(
      branch.name,
      `线索 ${funnel.created} → 签约 ${funnel.converted}，课消 ${consumption.lessons / 100}，收入 ${yuan(revenue.recognisedFen)}，退费 ${yuan(revenue.refundedFen)}，NPS ${nps.score ?? '—'}（n=${nps.n}）`,
    );
  }
  const { student } = await hq.ask(CHILD_360, { id: studentId });
  listener.fact(
    student.name,
    `${student.branch.name}，${student.classGroups[0]?.name ?? '无班级'}，出勤 ${student.attendance.nodes.length} 次，工单 ${student.tickets.nodes.length}，NPS ${student.nps}`,
  );
  return { branches: branches.nodes, student };
}
