import { page, toConnection } from '@campusgraph/graphql';
import { checkPeriods } from '../domain/weekly-periods.ts';
import type { QueryResolvers, Resolvers } from '../generated/resolvers.ts';
import {
  activitiesById,
  activitySeatsById,
  listActivities,
  seatsOfActivities,
} from '../persistence/queries/activities.ts';
import { roomsById, studentsById, teachersById } from '../persistence/queries/by-id.ts';
import { classChoices } from '../persistence/queries/class-choices.ts';
import { listSeatPolicies, seatPoliciesById } from '../persistence/queries/seat-policies.ts';
import { waitListEntriesById } from '../persistence/queries/wait-list.ts';
import { classGroupOf } from './class-group.ts';
import { present } from './present.ts';

/** Seats in classes and at activities. */
export const seatQueries: QueryResolvers = {
  activities: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listActivities(em, page(paging, info), filter ?? {}))),
  activity: (_, { id }, { load }) => load(activitiesById, id),
  classChoices: (_, { preferredTimes, ...which }, { read, now }) => {
    const periods = checkPeriods('preferredTimes', preferredTimes ?? []);
    return read((em) => classChoices(em, { ...which, preferredTimes: periods, now }));
  },
  seatPolicies: async (_, paging, { read }, info) =>
    toConnection(await read((em) => listSeatPolicies(em, page(paging, info)))),
};

type SeatTypes = 'WaitListEntry' | 'SeatPolicy' | 'ClassChoice' | 'ClassChoiceReason' | 'Activity' | 'ActivitySeat';

export const seatTypes: Pick<Resolvers, SeatTypes> = {
  WaitListEntry: {
    __resolveReference: ({ id }, { load }) => load(waitListEntriesById, id),
    classGroup: classGroupOf,
    student: ({ studentId }, _, { load }) => load(studentsById, studentId),
    joinedAt: ({ createdAt }) => createdAt,
  },
  SeatPolicy: {
    __resolveReference: ({ id }, { load }) => load(seatPoliciesById, id),
    branch: ({ branchId }) => (branchId ? { id: branchId } : null),
  },
  ClassChoice: { classGroup: classGroupOf },
  ClassChoiceReason: { message: ({ messages }, _, { locale }) => messages[locale] },
  Activity: {
    __resolveReference: ({ id }, { load }) => load(activitiesById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    room: ({ roomId }, _, { load }) => (roomId ? load(roomsById, roomId) : null),
    hostTeacher: ({ hostTeacherId }, _, { load }) => (hostTeacherId ? load(teachersById, hostTeacherId) : null),
    takenSeats: ({ id }, _, { load }) => load(seatsOfActivities, id),
  },
  ActivitySeat: {
    __resolveReference: ({ id }, { load }) => load(activitySeatsById, id),
    activity: ({ activityId }, _, { load }) => present('Activity', load(activitiesById, activityId)),
    student: ({ studentId }, _, { load }) => (studentId ? load(studentsById, studentId) : null),
    guardian: ({ guardianId }) => ({ id: guardianId }),
    takenAt: ({ createdAt }) => createdAt,
  },
};
