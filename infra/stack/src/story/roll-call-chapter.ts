import { ACCOUNT } from './contract-chapter.ts';
import type { User } from './graph-client.ts';
import { lessons, type Stage, yuan } from './story.ts';

const RECORD = `mutation Record($input: RecordAttendanceInput!) { recordAttendance(input: $input) { records { id status revision } } }`;
const CORRECT = `mutation Correct($input: CorrectAttendanceInput!) { correctAttendance(input: $input) { attendanceRecord { id status revision } } }`;
const LEAVE = `mutation Leave($input: RequestLeaveInput!) { requestLeave(input: $input) { leaveRequest { id } } }`;
const PAY_LINES = `query PayLines($id: ID!) { teacher(id: $id) { payLines(from: "2026-03-01", to: "2026-04-30") { amountFen } } }`;
const REVENUE = `query Revenue($id: ID!) { branch(id: $id) { revenue(from: "2026-03-01", to: "2026-04-30") { recognisedFen receivedFen } consumption(from: "2026-03-01", to: "2026-04-30") { lessons revenueFen } } }`;

/** Present, late, leave in time, no-show; each deducted by the policy, once; a correction reverses and reposts. */
export async function rollCallChapter(stage: Stage, guardian: User, studentId: string) {
  const {
    graph,
    clock,
    people: { teacher, hq, finance },
    ids,
    listener,
  } = stage;
  listener.chapter('点名：到课、迟到、请假、旷课');
  // The trial was on the first Wednesday; the child's own lessons begin with the second.
  const lesson = (week: number) => stage.lessons[week] as { id: string; startsAt: string };
  const balance = async (): Promise<{ paidRemaining: number; giftRemaining: number }> => {
    await graph.settled();
    return (await hq.ask(ACCOUNT, { id: studentId })).student.lessonAccount;
  };
  const take = async (week: number, status: string, more: object = {}) => {
    const { id, startsAt } = lesson(week);
    clock.set(new Date(Date.parse(startsAt) + 600_000));
    const input = { scheduledLessonId: id, entries: [{ studentId, status, ...more }] };
    const { recordAttendance } = await teacher.ask(RECORD, { input });
    const account = await balance();
    listener.fact(`${startsAt.slice(0, 10)} ${status}`, `正课剩余 ${lessons(account.paidRemaining)}`);
    return { recordId: recordAttendance.records[0].id as string, account, input };
  };

  const present = await take(1, 'PRESENT');
  await teacher.ask(RECORD, { input: present.input });
  const sentTwice = await balance();
  const late = await take(2, 'LATE', { minutesLate: 15 });
  clock.set(new Date(Date.parse(lesson(3).startsAt) - 48 * 3_600_000));
  await guardian.ask(LEAVE, { input: { studentId, scheduledLessonId: lesson(3).id, reason: '学校春游' } });
  await graph.settled();
  const leave = await take(3, 'LEAVE');
  const noShow = await take(4, 'NO_SHOW');
  const mistaken = await take(5, 'PRESENT');
  await teacher.ask(CORRECT, {
    input: { attendanceRecordId: mistaken.recordId, status: 'SCHOOL_CANCELLED', reason: '停电，全班提前离校' },
  });
  const corrected = await balance();
  listener.fact('更正为 SCHOOL_CANCELLED', `冲正后正课剩余 ${lessons(corrected.paidRemaining)}`);

  const { teacher: paid } = await finance.ask(PAY_LINES, { id: ids.teacherId });
  const payFen = (paid.payLines as { amountFen: number }[]).reduce((sum, line) => sum + line.amountFen, 0);
  const { branch } = await hq.ask(REVENUE, { id: ids.branchId });
  listener.fact('课酬', `${yuan(payFen)}（${paid.payLines.length} 行）`);
  listener.fact('已确认收入', yuan(branch.revenue.recognisedFen));
  return {
    paidRemaining: [present, late, leave, noShow, mistaken].map(({ account }) => account.paidRemaining),
    sentTwice: sentTwice.paidRemaining,
    corrected,
    payFen,
    payLines: paid.payLines,
    branch,
  };
}
