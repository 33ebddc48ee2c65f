import { callbackCompleted } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { openCallbackTicket } from '../commands/open-ticket.ts';

/** A family told of a problem on the phone: somebody has to act on it. The fact says whose it is, the student need not be known. */
export const onCallbackCompleted = on(callbackCompleted, async ({ type, branchId, data }, unit) => {
  if (data.outcome !== 'PROBLEM') return;
  if (branchId === null) throw new Error(`${type} came without its branch.`);
  await openCallbackTicket(unit, {
    customer: { guardianId: data.guardianId, studentId: data.studentId, branchId },
    callbackTaskId: data.callbackTaskId,
    channel: 'PHONE',
    type: 'COMPLAINT',
    subject: '回访反映的问题',
    body: data.note?.trim() || '客户在回访中反映有问题,未留下记录,请联系客户了解情况。',
  });
});
