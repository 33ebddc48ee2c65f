import { acceptSeatOffer } from '../commands/accept-seat-offer.ts';
import { addActivity } from '../commands/add-activity.ts';
import { cancelActivity } from '../commands/cancel-activity.ts';
import { chooseClass } from '../commands/choose-class.ts';
import { giveUpActivitySeat } from '../commands/give-up-activity-seat.ts';
import { joinWaitList } from '../commands/join-wait-list.ts';
import { declineSeatOffer, leaveWaitList } from '../commands/leave-wait-list.ts';
import { markActivityAttendance } from '../commands/mark-activity-attendance.ts';
import { rescheduleActivity } from '../commands/reschedule-activity.ts';
import { setClassCapacity } from '../commands/set-class-capacity.ts';
import { setOpenToChoice } from '../commands/set-open-to-choice.ts';
import { setSeatPolicy } from '../commands/set-seat-policy.ts';
import { takeActivitySeat } from '../commands/take-activity-seat.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

/** Seats in classes and at activities. */
export const seatMutations: MutationResolvers = {
  setClassCapacity: async (_, { input }, { write }) => ({
    classGroup: await write((unit) => setClassCapacity(unit, input)),
  }),
  setOpenToChoice: async (_, { input }, { write }) => ({
    classGroup: await write((unit) => setOpenToChoice(unit, input)),
  }),
  setSeatPolicy: async (_, { input }, { write }) => ({
    seatPolicy: await write((unit) => setSeatPolicy(unit, input)),
  }),
  joinWaitList: async (_, { input }, { write }) => ({
    waitListEntry: await write((unit) => joinWaitList(unit, input)),
  }),
  leaveWaitList: async (_, { input }, { write }) => ({
    waitListEntry: await write((unit) => leaveWaitList(unit, input)),
  }),
  acceptSeatOffer: async (_, { input }, { write }) => ({
    enrollment: await write((unit) => acceptSeatOffer(unit, input)),
  }),
  declineSeatOffer: async (_, { input }, { write }) => ({
    waitListEntry: await write((unit) => declineSeatOffer(unit, input)),
  }),
  chooseClass: async (_, { input }, { write }) => ({ enrollment: await write((unit) => chooseClass(unit, input)) }),
  addActivity: async (_, { input }, { write }) => ({ activity: await write((unit) => addActivity(unit, input)) }),
  rescheduleActivity: async (_, { input }, { write }) => ({
    activity: await write((unit) => rescheduleActivity(unit, input)),
  }),
  cancelActivity: async (_, { input }, { write }) => ({ activity: await write((unit) => cancelActivity(unit, input)) }),
  takeSeat: async (_, { input }, { write }) => ({ activitySeat: await write((unit) => takeActivitySeat(unit, input)) }),
  giveUpSeat: async (_, { input }, { write }) => ({
    activitySeat: await write((unit) => giveUpActivitySeat(unit, input)),
  }),
  markActivityAttendance: async (_, { input }, { write }) => ({
    activity: await write((unit) => markActivityAttendance(unit, input)),
  }),
};
