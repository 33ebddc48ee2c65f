import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startAcademics } from './harness.ts';
import { CANCEL, NEED, timetableStage } from './timetable-stage.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
let stage: ReturnType<typeof timetableStage>;
beforeAll(async () => {
  app = await startAcademics();
  stage = timetableStage(app);
});
afterAll(() => app.stop());

const COMPARE = `query ($a: ID!, $b: ID!, $atMost: Int, $classes: [ID!]) {
  compareTimetableRuns(timetableRunId: $a, otherTimetableRunId: $b, atMost: $atMost, classGroupIds: $classes) {
    timetableRun { id } otherTimetableRun { id }
    askedDifferently unplacedCount otherUnplacedCount cost otherCost better wishes { wish cost otherCost better }
    sameCount timeChangedCount roomChangedCount teacherChangedCount onlyInOneCount onlyInOtherCount differingClassCount
    classes { classGroup { id } sameCount differingCount }
    differences { classGroup { id } changes
      one { weekday startTime room { name } teacher { name } } other { weekday startTime } } } }`;

type School = Awaited<ReturnType<ReturnType<typeof timetableStage>['school']>>;
const compare = async ({ clerk }: Pick<School, 'clerk'>, a: string, b: string, more: object = {}) =>
  (await app.ask(clerk, COMPARE, { a, b, ...more })).data.compareTimetableRuns;
const refusal = async ({ clerk }: Pick<School, 'clerk'>, a: string, b: string, more: object = {}) =>
  (await app.ask(clerk, COMPARE, { a, b, ...more })).errors?.[0]?.extensions;

/** A run in which the class that prefers Wednesday may have its wish, and one in which nobody cares. */
async function twoRuns(school: School) {
  const { clerk, classGroupId } = school;
  const preferredTimes = [{ weekday: 3, startTime: '17:00', endTime: '20:00' }];
  await app.give(clerk, NEED, { classGroupId, weeklyNeed: { lessonsPerWeek: 1, preferredTimes } });
  const wished = await school.start();
  await stage.ended(clerk, wished, 'FINISHED');
  // The hours that it has now are no longer those that it prefers, by the same weights.
  const other = [{ weekday: 1, startTime: '17:00', endTime: '20:00' }];
  await app.give(clerk, NEED, { classGroupId, weeklyNeed: { lessonsPerWeek: 1, preferredTimes: other } });
  const moved = await school.start();
  await stage.ended(clerk, moved, 'FINISHED');
  return [wished, moved] as const;
}

describe('two timetable runs are compared', () => {
  test('wish by wish and class by class, down to the lesson that has moved', async () => {
    const school = await stage.school();
    const [wished, moved] = await twoRuns(school);
    const compared = await compare(school, wished, moved);
    expect(compared).toMatchObject({
      ...{ timetableRun: { id: wished }, otherTimetableRun: { id: moved } },
      ...{ askedDifferently: [], unplacedCount: 0, otherUnplacedCount: 0, onlyInOneCount: 0, onlyInOtherCount: 0 },
    });
    expect(compared.wishes).toHaveLength(10);
    expect(compared.cost).toBe(compared.wishes.reduce((sum: number, { cost }: { cost: number }) => sum + cost, 0));
    const ofClass = { classGroup: { id: school.classGroupId } };
    expect(compared.classes).toContainEqual({ ...ofClass, sameCount: 0, differingCount: 1 });
    const isOfClass = ({ classGroup }: typeof ofClass) => classGroup.id === school.classGroupId;
    expect(compared.differences.filter(isOfClass)).toEqual([
      {
        ...ofClass,
        changes: ['TIME'],
        one: { weekday: 3, startTime: expect.any(String), room: { name: 'A201' }, teacher: { name: '林老师' } },
        other: { weekday: 1, startTime: expect.any(String) },
      },
    ]);
    expect(compared.sameCount + compared.timeChangedCount).toBe(3);
  });

  test('with itself a run is the same, and for some classes only they are told and counted', async () => {
    const school = await stage.school();
    const id = await school.start();
    await stage.ended(school.clerk, id, 'FINISHED');
    expect(await compare(school, id, id)).toMatchObject({ sameCount: 4, differingClassCount: 0, better: null });
    const one = await compare(school, id, id, { classes: [school.otherClassId] });
    expect(one).toMatchObject({
      sameCount: 2,
      classes: [{ classGroup: { id: school.otherClassId }, differingCount: 0 }],
      differences: [],
    });
    expect((await compare(school, id, id, { atMost: 1 })).classes).toHaveLength(1);
  });

  test('with another question behind it, which is told; nobody calls the one better then', async () => {
    const school = await stage.school();
    const one = await school.start();
    const other = await school.start({ classGroupIds: [school.classGroupId], weights: { spread: 0 } });
    for (const id of [one, other]) await stage.ended(school.clerk, id, 'FINISHED');
    expect(await compare(school, one, other)).toMatchObject({
      askedDifferently: ['CLASSES', 'WEIGHTS'],
      better: null,
      onlyInOneCount: 2,
    });
  });

  test('not while one has no timetable, not with other classes, not with what is not there', async () => {
    const school = await stage.school();
    const [one, other] = [
      await school.start({ classGroupIds: [school.classGroupId] }),
      await school.start({ classGroupIds: [school.otherClassId] }),
    ];
    for (const id of [one, other]) await stage.ended(school.clerk, id, 'FINISHED');
    expect(await refusal(school, one, other)).toMatchObject({ code: 'TIMETABLE_RUNS_NOT_COMPARABLE' });
    const waiting = await school.start({ secondsBudget: 600 });
    expect(await refusal(school, one, waiting)).toMatchObject({
      code: 'TIMETABLE_RUN_HAS_NO_TIMETABLE',
      timetableRunId: waiting,
    });
    await app.give(school.clerk, CANCEL, { timetableRunId: waiting });
    const unknown = school.roomId;
    expect(await refusal(school, one, unknown)).toMatchObject({ code: 'TIMETABLE_RUN_NOT_FOUND', id: unknown });
    expect(await refusal(school, one, one, { classes: [unknown] })).toMatchObject({ code: 'CLASS_GROUP_NOT_FOUND' });
    expect(await refusal(school, one, one, { atMost: 201 })).toMatchObject({ code: 'INVALID_NUMBER', field: 'atMost' });
    const { organizationId, otherBranchId } = school;
    const clerk = principals.staff({ organizationId, branchIds: [otherBranchId], role: 'ACADEMIC' });
    expect(await refusal({ clerk }, one, one)).toMatchObject({ code: 'TIMETABLE_RUN_NOT_FOUND' });
  });
});
