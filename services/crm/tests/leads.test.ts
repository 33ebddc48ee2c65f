import {
  leadCaptured,
  leadFollowedUp,
  leadScored,
  lessonCancelled,
  lessonRescheduled,
  lessonScheduled,
  trialLessonAttended,
  trialLessonBooked,
} from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { migrationDrift } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';
import { type Chain, startCrm, walkIn } from './harness.ts';

let app: Awaited<ReturnType<typeof startCrm>>;
beforeAll(async () => {
  app = await startCrm();
});
afterAll(() => app.stop());

const LEAD = 'lead { id status score intentLevel scoreReasons { code points text } phone owner { id } }';
const capture = async (school: Chain, input = walkIn(school.north)) =>
  (await app.run(school.clerk, 'captureLead', input, LEAD)).lead;
const inAnHour = () => new Date(app.clock().getTime() + 3_600_000).toISOString();

describe('a lead that comes in', () => {
  test('is scored at once, with reasons that add up', async () => {
    const lead = await capture(await app.chain());
    expect(lead).toMatchObject({ status: 'NEW', phone: '+8613800000001', score: 80, intentLevel: 'HIGH' });
    expect(lead.scoreReasons.reduce((sum: number, { points }: { points: number }) => sum + points, 0)).toBe(80);
    expect(lead.scoreReasons).toContainEqual({
      code: 'CHILD_AGE',
      points: 15,
      text: 'The child is 7, an age that we teach',
    });
    expect((await app.heard(leadCaptured, lead.id))[0]?.data).toMatchObject({
      channel: 'WALK_IN',
      intentLevel: 'HIGH',
    });
  });

  test('is refused where the branch has that child already, and welcome for a sister', async () => {
    const school = await app.chain();
    const lead = await capture(school);
    const again = await app.ask(
      school.clerk,
      'mutation ($input: CaptureLeadInput!) { captureLead(input: $input) { lead { id } } }',
      { input: walkIn(school.north, '+86 138-0000-0001', '小 明') },
    );
    expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'LEAD_DUPLICATE', leadId: lead.id });
    expect((await capture(school, walkIn(school.north, '13800000001', '小红'))).id).not.toBe(lead.id);
  });

  test('is taken once when two clerks type it in at the same instant', async () => {
    const school = await app.chain();
    const both = await Promise.all(
      [1, 2].map(() => app.refusal(school.clerk, 'captureLead', walkIn(school.north, '13900000009'))),
    );
    expect(both.toSorted()).toEqual(['LEAD_DUPLICATE', undefined]);
  });

  test.each([
    ['PHONE_INVALID', { phone: '12345' }],
    ['TEXT_EMPTY', { name: '  ' }],
    ['TEXT_TOO_LONG', { sourceName: 'x'.repeat(201) }],
    ['STAFF_NOT_IN_BRANCH', { ownerId: newId() }],
  ])('is refused with %s', async (code, wrong) => {
    const school = await app.chain();
    expect(await app.refusal(school.clerk, 'captureLead', { ...walkIn(school.north), ...wrong })).toBe(code);
  });
});

describe('following up', () => {
  test('the first contact moves the lead on; an attempt does not', async () => {
    const school = await app.chain();
    const { id } = await capture(school);
    const log = (outcome: string) =>
      app.run(
        school.clerk,
        'logFollowUp',
        { leadId: id, channel: 'PHONE', summary: '致电家长', outcome, nextContactAt: inAnHour() },
        'lead { status nextContactAt followUps { outcome staff { id } } }',
      );
    expect((await log('NO_ANSWER')).lead.status).toBe('NEW');
    const { lead } = await log('INTERESTED');
    expect(lead).toMatchObject({ status: 'CONTACTED', nextContactAt: inAnHour() });
    expect(lead.followUps[0]).toEqual({ outcome: 'INTERESTED', staff: { id: school.clerk.subject } });
    await log('CONNECTED');
    expect((await app.heard(leadFollowedUp, id)).map(({ data }) => data.isFirst)).toEqual([false, true, false]);
  });

  test('shows what is overdue until it is done', async () => {
    const school = await app.chain();
    const { id } = await capture(school);
    const log = (nextContactAt: string | null) =>
      app.run(
        school.clerk,
        'logFollowUp',
        { leadId: id, channel: 'PHONE', summary: '致电', outcome: 'THINKING', nextContactAt },
        'lead { id }',
      );
    const overdue = async () =>
      (await app.ask(school.clerk, '{ leads(filter: { overdue: true }) { totalCount } }')).data.leads.totalCount;
    await log(inAnHour());
    expect(await overdue()).toBe(0);
    app.clock.advance({ hours: 2 });
    expect(await overdue()).toBe(1);
    await log(null);
    expect(await overdue()).toBe(0);
  });

  test('a refusal lowers the intent and says so in the facts', async () => {
    const school = await app.chain();
    const { id } = await capture(school);
    await app.run(
      school.clerk,
      'logFollowUp',
      { leadId: id, channel: 'WECHAT', summary: '不考虑', outcome: 'NOT_INTERESTED' },
      'lead { id }',
    );
    expect((await app.heard(leadScored, id))[0]?.data).toMatchObject({
      score: 55,
      intentLevel: 'MEDIUM',
      previousIntentLevel: 'HIGH',
    });
  });
});

describe('a trial lesson', () => {
  const lessonOf = (scheduledLessonId: string) => ({
    ...{ scheduledLessonId, classGroupId: newId(), courseId: newId(), teacherId: newId(), roomId: newId() },
    ...{ startsAt: '2026-05-01T01:00:00.000Z', endsAt: '2026-05-01T02:00:00.000Z', lessonHundredths: 100 },
  });
  /** Academics puts a lesson on the timetable of the branch. */
  const scheduled = async (school: Chain, branchId = school.north) => {
    const lesson = lessonOf(newId());
    await app.tell(lessonScheduled, school.organizationId, lesson, branchId);
    return lesson;
  };
  const book = (school: Chain, leadId: string, scheduledLessonId: string | null = null) =>
    app.run(
      school.clerk,
      'bookTrialLesson',
      { leadId, scheduledLessonId, startsAt: inAnHour() },
      'trialLesson { id startsAt status scheduledLesson { id } } lead { status }',
    );

  test('is booked, attended once it begins, and leads on to conversion', async () => {
    const school = await app.chain();
    const { id } = await capture(school);
    const { trialLesson, lead } = await book(school, id, (await scheduled(school)).scheduledLessonId);
    expect(lead.status).toBe('TRIAL_BOOKED');
    const outcome = { trialLessonId: trialLesson.id, attended: true, outcome: '很喜欢' };
    expect(await app.refusal(school.clerk, 'bookTrialLesson', { leadId: id, startsAt: inAnHour() })).toBe(
      'TRIAL_ALREADY_BOOKED',
    );
    expect(await app.refusal(school.clerk, 'recordTrialOutcome', outcome)).toBe('TRIAL_NOT_STARTED');
    app.clock.advance({ hours: 2 });
    expect(await app.refusal(school.clerk, 'recordTrialOutcome', { ...outcome, outcome: null })).toBe(
      'TRIAL_OUTCOME_MISSING',
    );
    const recorded = await app.run(
      school.clerk,
      'recordTrialOutcome',
      outcome,
      'trialLesson { status } lead { status }',
    );
    expect(recorded).toEqual({ trialLesson: { status: 'ATTENDED' }, lead: { status: 'TRIAL_ATTENDED' } });
    expect(await app.refusal(school.clerk, 'recordTrialOutcome', outcome)).toBe('TRIAL_ALREADY_RECORDED');
    expect(await app.heard(trialLessonBooked, id)).toHaveLength(1);
    expect((await app.heard(trialLessonAttended, id))[0]?.data).toMatchObject({ outcome: '很喜欢', leadId: id });
  });

  test('moves with its lesson, and falls with it', async () => {
    const school = await app.chain();
    const { id } = await capture(school);
    const lesson = { ...(await scheduled(school)), reason: '老师生病' };
    const { trialLesson } = await book(school, id, lesson.scheduledLessonId);
    const trial = async () =>
      (await app.ask(school.clerk, `{ trialLesson(id: "${trialLesson.id}") { startsAt status note } }`)).data
        .trialLesson;
    await app.tell(lessonRescheduled, school.organizationId, {
      ...lesson,
      previousStartsAt: trialLesson.startsAt,
      previousEndsAt: trialLesson.startsAt,
    });
    expect(await trial()).toMatchObject({ startsAt: lesson.startsAt, status: 'BOOKED' });
    await app.tell(lessonCancelled, school.organizationId, lesson);
    expect(await trial()).toMatchObject({ status: 'CANCELLED', note: '老师生病' });
  });

  test('takes place in a lesson on the timetable of its branch, and in no other', async () => {
    const school = await app.chain();
    const { id: leadId } = await capture(school);
    const cancelled = await scheduled(school);
    await app.tell(lessonCancelled, school.organizationId, { ...cancelled, reason: '停课' });
    const elsewhere = await app.chain();
    const others = [newId(), cancelled, await scheduled(school, school.south), await scheduled(elsewhere)];
    for (const lesson of others) {
      const scheduledLessonId = typeof lesson === 'string' ? lesson : lesson.scheduledLessonId;
      const trial = { leadId, scheduledLessonId, startsAt: inAnHour() };
      expect(await app.refusal(school.hq, 'bookTrialLesson', trial)).toBe('SCHEDULED_LESSON_NOT_FOUND');
    }
  });
});

test("an organization's own thresholds decide from their day on", async () => {
  const school = await app.chain();
  const { leadPolicy } = (await app.ask(school.hq, '{ leadPolicy { version body } }')).data;
  expect(leadPolicy.version).toBe(0);
  const strict = { ...JSON.parse(leadPolicy.body), thresholds: { high: 90, medium: 40 } };
  await app.run(school.hq, 'setLeadPolicy', { body: JSON.stringify(strict) }, 'leadPolicy { version }');
  expect(await capture(school)).toMatchObject({ score: 80, intentLevel: 'MEDIUM' });
  const elsewhere = await app.chain();
  expect(await capture(elsewhere)).toMatchObject({ score: 80, intentLevel: 'HIGH' });
  expect(await app.refusal(school.hq, 'setLeadPolicy', { body: '{}' })).toBe('LEAD_POLICY_INVALID');
});

test('the migrations make exactly the tables that the entities describe', async () => {
  expect(await migrationDrift(schema, app.urls)).toEqual([]);
});
