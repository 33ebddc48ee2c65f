import { createHash } from 'node:crypto';
import type { Stage } from './story.ts';

/** What the second row of the sales clerk's list is about: the mother whom the story follows. */
export const MOTHER = { name: '张敏', phone: '+8613800138001', email: 'zhang.min@example.com' };
export const CHILD = { name: '张小雨', birthDate: '2018-05-20' };

const LIST = `姓名,电话,孩子,需求,渠道
李强,13800138000,李一一,书法,地推
${MOTHER.name},13800138001,${CHILD.name},"水彩启蒙,周三下午",家长推荐
王芳,不详,王小宝,素描,地推
${MOTHER.name},13800138001,${CHILD.name},水彩,地推
`;

const MAPPING = {
  columns: {
    name: '姓名',
    phone: '电话',
    childName: '孩子',
    need: '需求',
    sourceName: '渠道',
    channel: { column: '渠道', values: { 家长推荐: 'REFERRAL', 地推: 'WALK_IN' }, default: 'IMPORT' },
  },
};

const START_IMPORT = `mutation StartImport($input: StartLeadImportInput!) { startLeadImport(input: $input) { leadImport { id } } }`;
const IMPORT = `query Import($id: ID!) { leadImport(id: $id) { imported duplicates rejected issues { nodes { rowNumber code reason } } } }`;
const LEADS = `query Leads($branchId: ID!, $search: String!) { leads(filter: { branchId: $branchId, search: $search }) { nodes { id score intentLevel scoreReasons { code points text } } } }`;
const FOLLOW_UP = `mutation FollowUp($input: LogFollowUpInput!) { logFollowUp(input: $input) { lead { status score intentLevel scoreReasons { code points text } } } }`;
const BOOK_TRIAL = `mutation BookTrial($input: BookTrialLessonInput!) { bookTrialLesson(input: $input) { trialLesson { id } lead { status } } }`;
const TRIAL_OUTCOME = `mutation TrialOutcome($input: RecordTrialOutcomeInput!) { recordTrialOutcome(input: $input) { lead { status score intentLevel scoreReasons { code points text } } } }`;
const CONVERT = `mutation Convert($input: ConvertLeadInput!) { convertLead(input: $input) { guardian { id } student { id } lead { status } } }`;
const STUDENT = `query Student($id: ID!) { student(id: $id) { name guardian { name phone } leadSource { channel sourceName } } }`;

/** From a list of names to a guardian and a student. */
export async function leadChapter({ graph, clock, people: { sales }, ids, lessons, listener }: Stage) {
  listener.chapter('线索：从一份名单到一位学员');
  const imported = await importList(graph.url, sales, ids.branchId);
  listener.fact(
    '导入',
    `成功 ${imported.imported}，重复 ${imported.duplicates}，拒绝 ${imported.rejected}（${imported.issues.nodes.map((issue: { rowNumber: number; reason: string }) => `第 ${issue.rowNumber} 行：${issue.reason}`).join('；')}）`,
  );
  const { leads } = await sales.ask(LEADS, { branchId: ids.branchId, search: MOTHER.name });
  const leadId = leads.nodes[0].id as string;

  clock.set('2026-03-02T02:00:00Z');
  await sales.ask(FOLLOW_UP, {
    input: {
      leadId,
      channel: 'PHONE',
      summary: '孩子喜欢画画，想先试听',
      outcome: 'INTERESTED',
      nextContactAt: '2026-03-04T02:00:00Z',
    },
  });
  const trial = lessons[0] as { id: string; startsAt: string };
  const booked = await sales.ask(BOOK_TRIAL, {
    input: { leadId, scheduledLessonId: trial.id, startsAt: trial.startsAt },
  });
  clock.set('2026-03-04T09:40:00Z');
  const attended = await sales.ask(TRIAL_OUTCOME, {
    input: { trialLessonId: booked.bookTrialLesson.trialLesson.id, attended: true, outcome: '孩子很投入，家长满意' },
  });
  const scored = attended.recordTrialOutcome.lead;
  listener.fact(
    '意向',
    `${scored.intentLevel}（${scored.score} 分：${scored.scoreReasons.map((reason: { points: number; text: string }) => `${reason.text} ${reason.points > 0 ? '+' : ''}${reason.points}`).join('，')}）`,
  );

  clock.set('2026-03-05T02:00:00Z');
  const { convertLead } = await sales.ask(CONVERT, {
    input: { leadId, guardian: { ...MOTHER, locale: 'zh-CN' }, student: CHILD },
  });
  await graph.settled();
  const { student } = await sales.ask(STUDENT, { id: convertLead.student.id });
  listener.fact('学员', `${student.name}，家长 ${student.guardian.name}，来源 ${student.leadSource.sourceName}`);
  return {
    imported,
    scored,
    leadId,
    guardianId: convertLead.guardian.id as string,
    studentId: convertLead.student.id as string,
    student,
  };
}

async function importList(url: string, sales: Stage['people']['sales'], branchId: string) {
  const input = {
    branchId,
    sourceName: '三月名单',
    fileName: '名单.csv',
    fileSha256: createHash('sha256').update(LIST).digest('hex'),
    sizeBytes: Buffer.byteLength(LIST),
    mapping: JSON.stringify(MAPPING),
  };
  const { startLeadImport } = await sales.ask(START_IMPORT, { input });
  const importId = startLeadImport.leadImport.id as string;
  const response = await fetch(`${url}/uploads/leads/${importId}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await sales.token()}`, 'content-type': 'text/csv' },
    body: LIST,
  });
  if (!response.ok) throw new Error(`The upload was refused: ${response.status} ${await response.text()}`);
  await response.text();
  return (await sales.ask(IMPORT, { id: importId })).leadImport;
}
