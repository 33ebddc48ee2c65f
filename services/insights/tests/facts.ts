import type { EventEnvelope } from '@campusgraph/contracts';
import * as contracts from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { envelope } from './insights-service.ts';

interface Where {
  organizationId: string;
  branchId: string;
}
type Status = 'NEW' | 'CONTACTED' | 'TRIAL_BOOKED' | 'TRIAL_ATTENDED' | 'CONVERTED' | 'LOST';

/** One lead's facts, in a shopkeeper's words; all of them name where it came from and when. */
export function lead(where: Where, given: { capturedAt?: string; sourceName?: string; leadId?: string } = {}) {
  const { capturedAt = '2026-03-02T02:00:00.000Z', sourceName = '抖音', leadId = newId() } = given;
  const data = { leadId, channel: 'AD' as const, sourceName, capturedAt };
  const about = { aggregateId: leadId };
  const at = '2026-03-03T02:00:00.000Z';
  const guardian = {
    guardianId: newId(),
    name: '王女士',
    phone: '+8613800000000',
    email: null,
    locale: 'zh-CN' as const,
  };
  const student = { studentId: newId(), name: '王小明', birthDate: null };
  const more = <Data>(definition: contracts.EventDefinition<Data>, rest: Data): EventEnvelope =>
    envelope(definition, where, rest, about);
  return {
    captured: (status: Status = 'NEW') =>
      more(contracts.leadCaptured, { ...data, status, intentLevel: 'HIGH', importJobId: null }),
    followedUp: (isFirst = true) =>
      more(contracts.leadFollowedUp, { ...data, followUpId: newId(), isFirst, contactedAt: at }),
    trialBooked: () =>
      more(contracts.trialLessonBooked, { ...data, trialLessonId: newId(), scheduledLessonId: null, startsAt: at }),
    trialAttended: () => more(contracts.trialLessonAttended, { ...data, trialLessonId: newId(), outcome: 'LIKED' }),
    converted: () =>
      more(contracts.leadConverted, { ...data, convertedAt: at, householdId: newId(), guardian, student }),
    merged: () => more(contracts.leadMerged, { ...data, mergedIntoId: newId(), mergedAt: at }),
    lost: () => more(contracts.leadLost, { ...data, reason: '太远' }),
  };
}

const contract = { contractId: newId(), number: 'HT-1', studentId: newId(), guardianId: newId(), courseId: newId() };

/** One lesson of ¥150 that was deducted, and its reversal. */
export function lesson(where: Where, { lessonStartsAt, postedAt }: { lessonStartsAt: string; postedAt: string }) {
  const { studentId, guardianId, courseId, contractId } = contract;
  const aggregateId = newId();
  const people = { studentId, guardianId, courseId, contractId, teacherId: newId(), classGroupId: newId() };
  const figures = { lessonHundredths: 100, paidHundredths: 100, giftHundredths: 0, revenueFen: 15_000 };
  const consumption = {
    ...people,
    ...figures,
    consumptionId: newId(),
    scheduledLessonId: newId(),
    status: 'PRESENT' as const,
    lessonStartsAt,
    postedAt,
    remainingHundredths: 1_900,
  };
  return {
    consumed: () => envelope(contracts.lessonsConsumed, where, consumption, { aggregateId }),
    reversed: (occurredAt: string) =>
      envelope(
        contracts.consumptionReversed,
        where,
        { ...consumption, reversalId: newId(), reason: '点名有误' },
        { aggregateId, occurredAt, aggregateVersion: 2 },
      ),
  };
}

export const payment = (where: Where, amountFen: number, receivedAt: string) =>
  envelope(contracts.paymentReceived, where, {
    ...contract,
    paymentId: newId(),
    receiptNumber: 'SJ-1',
    amountFen,
    method: 'ALIPAY',
    paidInFullAfter: false,
    receivedAt,
  });

export const refund = (where: Where, amountFen: number, paidAt: string) =>
  envelope(contracts.refundPaid, where, { ...contract, refundRequestId: newId(), amountFen, method: 'ALIPAY', paidAt });

/** One ticket's facts. */
export function ticket(where: Where, at: string) {
  const ticketId = newId();
  const data = { ticketId, number: 'T-1', guardianId: newId(), studentId: null, subject: '课时' };
  const about = { aggregateId: ticketId };
  return {
    opened: () =>
      envelope(
        contracts.ticketOpened,
        where,
        { ...data, channel: 'PHONE', openedAt: at, firstResponseDueAt: at },
        about,
      ),
    answered: (firstResponseMinutes: number | null) =>
      envelope(
        contracts.ticketAnswered,
        where,
        {
          ...data,
          messageId: newId(),
          isFirstResponse: firstResponseMinutes !== null,
          firstResponseMinutes,
          answeredAt: at,
        },
        about,
      ),
    resolved: () =>
      envelope(contracts.ticketResolved, where, { ...data, resolvedAt: at, resolutionMinutes: 90 }, about),
    confirmed: () => envelope(contracts.ticketConfirmed, where, { ...data, confirmedAt: at }, about),
    reopened: () => envelope(contracts.ticketReopened, where, { ...data, reopenedAt: at, reason: '又出现' }, about),
  };
}

export const callback = (where: Where, nps: number | null, completedAt: string) =>
  envelope(contracts.callbackCompleted, where, {
    callbackTaskId: newId(),
    guardianId: newId(),
    studentId: newId(),
    stage: 'FIRST_WEEK',
    outcome: 'SATISFIED',
    nps,
    completedAt,
  });

export const survey = (where: Where, kind: 'CSAT' | 'NPS' | 'CES', score: number, answeredAt: string) =>
  envelope(contracts.surveyAnswered, where, {
    invitationId: newId(),
    surveyId: newId(),
    kind,
    guardianId: newId(),
    studentId: null,
    ticketId: null,
    score,
    answeredAt,
  });
