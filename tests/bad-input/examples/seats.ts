import type { School } from '../school.ts';
import type { Examples } from './example.ts';
import { makeClass, makeLine, makeRoom, makeStudent, makeTeacher } from './things.ts';

const end = (startsAt: string): string => new Date(Date.parse(startsAt) + 5_400_000).toISOString();

async function activityInput(school: School) {
  const startsAt = school.slotAhead();
  return {
    ...{ branchId: school.life.stage.ids.branchId, kind: 'SEMINAR', audience: 'BOTH', seats: 5 },
    ...{ title: `讲座 ${school.next()}`, description: '如何选择中学', roomId: await makeRoom(school) },
    ...{ hostTeacherId: await makeTeacher(school), startsAt, endsAt: end(startsAt), registrationEndsAt: startsAt },
  };
}
const makeActivity = async (school: School, more: object = {}): Promise<string> =>
  (await school.run('addActivity', { ...(await activityInput(school)), ...more }, 'activity { id }')).activity.id;

async function makeSeat(school: School, activityId: string): Promise<string> {
  const input = { activityId, studentId: await makeStudent(school) };
  return (await school.run('takeSeat', input, 'activitySeat { id }')).activitySeat.id;
}

const makeChoice = async (school: School): Promise<string> => {
  const input = { classGroupId: await makeClass(school), isOpenToChoice: true };
  return (await school.run('setOpenToChoice', input, 'classGroup { id }')).classGroup.id;
};

/** Seats in classes and at activities. */
export const seatExamples: Examples = {
  setClassCapacity: [async (school) => ({ input: { classGroupId: await makeClass(school), capacity: 7 } })],
  setOpenToChoice: [async (school) => ({ input: { classGroupId: await makeClass(school), isOpenToChoice: true } })],
  setSeatPolicy: [
    async ({ life }) => ({
      input: {
        ...{ branchId: life.stage.ids.otherBranchId, validFrom: '2026-07-01T00:00:00Z' },
        ...{ offerHours: 24, choiceCutOffHours: 24 },
      },
    }),
  ],
  joinWaitList: [
    async (school) => ({
      input: { studentId: await makeStudent(school), classGroupId: (await makeLine(school)).classGroupId },
    }),
  ],
  leaveWaitList: [async (school) => ({ input: { waitListEntryId: (await makeLine(school)).waitListEntryId } })],
  acceptSeatOffer: [async (school) => ({ input: { waitListEntryId: await makeOffer(school) } })],
  declineSeatOffer: [async (school) => ({ input: { waitListEntryId: await makeOffer(school) } })],
  chooseClass: [
    async (school) => ({ input: { studentId: await makeStudent(school), classGroupId: await makeChoice(school) } }),
  ],
  addActivity: [async (school) => ({ input: await activityInput(school) })],
  rescheduleActivity: [
    async (school) => {
      const startsAt = school.slotAhead();
      const place = { roomId: await makeRoom(school), hostTeacherId: await makeTeacher(school) };
      return {
        input: {
          activityId: await makeActivity(school),
          startsAt,
          endsAt: end(startsAt),
          ...place,
          reason: '讲师改期',
        },
      };
    },
  ],
  cancelActivity: [async (school) => ({ input: { activityId: await makeActivity(school), reason: '讲师生病' } })],
  takeSeat: [
    async (school) => ({ input: { activityId: await makeActivity(school), studentId: await makeStudent(school) } }),
    async (school) => ({
      input: { activityId: await makeActivity(school), guardianId: school.life.lead.guardianId },
    }),
  ],
  giveUpSeat: [async (school) => ({ input: { activitySeatId: await makeSeat(school, await makeActivity(school)) } })],
  markActivityAttendance: [
    async (school) => {
      // Soon, so that it may be marked now; without a host or a room, of which there is one at a time.
      const startsAt = '2026-06-20T02:20:00Z';
      const soon = { startsAt, endsAt: end(startsAt), registrationEndsAt: startsAt, roomId: null, hostTeacherId: null };
      const activityId = await makeActivity(school, soon);
      return {
        input: { activityId, entries: [{ activitySeatId: await makeSeat(school, activityId), hasAttended: true }] },
      };
    },
  ],
};

/** A seat that is held for who stands in line. */
async function makeOffer(school: School): Promise<string> {
  const { classGroupId, studentId, waitListEntryId } = await makeLine(school);
  await school.run('withdrawStudent', { classGroupId, studentId }, 'enrollment { id }');
  return waitListEntryId;
}
