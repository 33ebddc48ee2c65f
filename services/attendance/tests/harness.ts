import type { Principal } from '@campusgraph/auth';
import {
  type EventDefinition,
  type EventEnvelope,
  enrollmentResumed,
  enrollmentSuspended,
  enrollmentSuspensionCancelled,
  lessonCancelled,
  lessonRescheduled,
  lessonScheduled,
  studentEnrolled,
  studentWithdrawn,
} from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { createTestDatabase, createTestGateway, principals, testClock } from '@campusgraph/testing';
import pg from 'pg';
import { schema } from '../src/persistence/schema.ts';
import { createService } from '../src/service.ts';

/** A student's stay in the class. */
interface Seat {
  studentId: string;
  guardianId: string;
  enrollmentId: string;
}

const HOUR_MS = 3_600_000;

/** The attendance service over a database of its own; academics' facts come in as envelopes. */
export async function startAttendance() {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const logger = createLogger({ service: 'attendance', level: 'silent' });
  const service = await createService({
    database: database.urls,
    transport,
    gatewayJwks: gateway.jwks,
    clock,
    logger,
  });
  await service.start();

  const ask = (principal: Principal, query: string, variables: Record<string, unknown> = {}) =>
    gateway.ask(service, principal, query, variables);
  const refused = async (principal: Principal, query: string, input: object) =>
    (await ask(principal, query, { input })).errors?.[0];

  /** The events this service recorded about an organization, in order. */
  async function recorded(organizationId: string): Promise<EventEnvelope<Record<string, unknown>>[]> {
    const client = new pg.Client(database.urls.system);
    await client.connect();
    try {
      const { rows } = await client.query<{ envelope: EventEnvelope<Record<string, unknown>> }>(
        'select envelope from events.log where organization_id = $1 order by position',
        [organizationId],
      );
      return rows.map(({ envelope }) => envelope);
    } finally {
      await client.end();
    }
  }

  /** A class with a lesson that began now, and ways to tell what academics tells. */
  async function classroom({ startsAt = clock() }: { startsAt?: Date } = {}) {
    const [organizationId, branchId, classGroupId, courseId, teacherId, scheduledLessonId] = [
      newId(),
      newId(),
      newId(),
      newId(),
      newId(),
      newId(),
    ];
    async function tell<Data>(definition: EventDefinition<Data>, aggregateId: string, version: number, data: Data) {
      const envelope = {
        id: newId(),
        type: definition.type,
        occurredAt: clock().toISOString(),
        organizationId,
        branchId,
        aggregateId,
        aggregateVersion: version,
        actor: { kind: 'SERVICE', subject: 'test' },
        correlationId: newId(),
        data,
      };
      await transport.publish([{ ...envelope, body: JSON.stringify(envelope) }]);
    }
    const facts = (start: Date, id = scheduledLessonId, teacher = teacherId) => ({
      scheduledLessonId: id,
      classGroupId,
      courseId,
      teacherId: teacher,
      roomId: newId(),
      startsAt: start.toISOString(),
      endsAt: new Date(start.getTime() + 1.5 * HOUR_MS).toISOString(),
      lessonHundredths: 100,
    });
    const schedule = async (start: Date, id = newId()) => {
      await tell(lessonScheduled, id, 1, facts(start, id));
      return id;
    };
    const somebody = (guardianId = newId()) => ({ studentId: newId(), enrollmentId: newId(), guardianId });
    const enroll = async (studentName: string, who: string | Seat = somebody()) => {
      const { studentId, enrollmentId, guardianId } = typeof who === 'string' ? somebody(who) : who;
      await tell(studentEnrolled, classGroupId, 2, {
        enrollmentId,
        studentId,
        guardianId,
        studentName,
        classGroupId,
        courseId,
        enrolledAt: clock().toISOString(),
        firstLessonAt: null,
      });
      return { studentId, guardianId, enrollmentId };
    };
    /** As academics would tell it, untold yet. */
    const suspensionOf = (seat: Seat, { startsAt, endsAt }: { startsAt: Date; endsAt: Date | null }) => ({
      ...{ enrollmentSuspensionId: newId(), ...seat, classGroupId },
      ...{ startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null },
    });
    type Suspension = ReturnType<typeof suspensionOf>;
    const tellSuspension = (suspension: Suspension) =>
      tell(enrollmentSuspended, suspension.enrollmentSuspensionId, 1, {
        ...{ ...suspension, keepsSeat: true, reason: '旅行', continues: null },
      });
    const suspend = async (seat: Seat, span: { startsAt: Date; endsAt: Date | null }) => {
      const suspension = suspensionOf(seat, span);
      await tellSuspension(suspension);
      return suspension;
    };
    const resume = (suspension: Suspension, endsAt: Date) =>
      tell(enrollmentResumed, suspension.enrollmentSuspensionId, 2, { ...suspension, endsAt: endsAt.toISOString() });
    const cancelSuspension = (suspension: Suspension) =>
      tell(enrollmentSuspensionCancelled, suspension.enrollmentSuspensionId, 2, suspension);
    const family = (guardianId: string) => principals.guardian({ organizationId, guardianId, branchIds: [branchId] });
    await schedule(startsAt, scheduledLessonId);
    return {
      ...{ organizationId, branchId, classGroupId, courseId, teacherId, scheduledLessonId, schedule, enroll, family },
      ...{ somebody, suspensionOf, tellSuspension, suspend, resume, cancelSuspension },
      teacher: principals.staff({ organizationId, branchIds: [branchId], role: 'TEACHER', staffId: teacherId }),
      desk: principals.staff({ organizationId, branchIds: [branchId], role: 'ACADEMIC' }),
      withdraw: ({ enrollmentId, ...student }: { enrollmentId: string; studentId: string; guardianId: string }) =>
        tell(studentWithdrawn, classGroupId, 3, {
          ...student,
          enrollmentId,
          classGroupId,
          withdrawnAt: clock().toISOString(),
        }),
      reschedule: (start: Date, { version = 2, substituteId = teacherId } = {}) =>
        tell(lessonRescheduled, scheduledLessonId, version, {
          ...facts(start, scheduledLessonId, substituteId),
          previousStartsAt: startsAt.toISOString(),
          previousEndsAt: startsAt.toISOString(),
          reason: '调课',
        }),
      cancel: () => tell(lessonCancelled, scheduledLessonId, 9, { ...facts(startsAt), reason: '停电' }),
    };
  }

  return {
    ...{ service, clock, gateway, urls: database.urls, ask, refused, recorded, classroom },
    async stop() {
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}
