import { suspensionStatus } from '../domain/suspension.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { enrollmentsById, studentsById, suspensionsById } from '../persistence/queries/by-id.ts';
import { present } from './present.ts';

export const classChanges: Pick<
  Resolvers,
  'EnrollmentSuspension' | 'NotMovedStudent' | 'ClassPromotion' | 'MergeClassGroupsPayload'
> = {
  EnrollmentSuspension: {
    __resolveReference: ({ id }, { load }) => load(suspensionsById, id),
    enrollment: ({ enrollmentId }, _, { load }) => present('Enrollment', load(enrollmentsById, enrollmentId)),
    status: ({ startsAt, endsAt = null, cancelledAt = null }, _, { now }) =>
      suspensionStatus({ startsAt, endsAt, cancelledAt }, now),
  },
  NotMovedStudent: {
    student: ({ studentId }, _, { load }) => load(studentsById, studentId),
    message: ({ message }, _, { locale }) => message[locale],
  },
  ClassPromotion: { fromClassGroup: ({ from }) => from, toClassGroup: ({ to }) => to },
  MergeClassGroupsPayload: { fromClassGroup: ({ from }) => from, toClassGroup: ({ to }) => to },
};
