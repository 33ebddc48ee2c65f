import { accountChapter } from './account-chapter.ts';
import { callbackChapter } from './callback-chapter.ts';
import { classChapter } from './class-chapter.ts';
import { contractChapter } from './contract-chapter.ts';
import { headquartersChapter } from './headquarters-chapter.ts';
import { leadChapter } from './lead-chapter.ts';
import { refundChapter } from './refund-chapter.ts';
import { rollCallChapter } from './roll-call-chapter.ts';
import { type Setting, setTheStage } from './setting.ts';
import { ticketChapter } from './ticket-chapter.ts';

/**
 * One child's whole life at a school, through the gateway only: what `npm run demo` tells and the journey test checks. Every
 * figure comes from the graph.
 */
export async function tellChildsLife(setting: Setting) {
  const stage = await setTheStage(setting);
  const lead = await leadChapter(stage);
  const guardian = await accountChapter(stage);
  const family = { guardianId: lead.guardianId, studentId: lead.studentId };
  const contract = await contractChapter(stage, guardian, family);
  const classes = await classChapter(stage, lead.studentId);
  const callback = await callbackChapter(stage, lead.studentId);
  const rollCall = await rollCallChapter(stage, guardian, lead.studentId);
  const ticket = await ticketChapter(stage, guardian, lead.studentId);
  const refund = await refundChapter(stage, guardian, { contractId: contract.contract.id, studentId: lead.studentId });
  const headquarters = await headquartersChapter(stage, lead.studentId);
  return { stage, guardian, lead, contract, classes, callback, rollCall, ticket, refund, headquarters };
}
