import type { Principal } from '@campusgraph/auth';
import {
  branchOpened,
  type EventDefinition,
  type EventEnvelope,
  guardianContactChanged,
  leadConverted,
  staffJoined,
} from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { createTestDatabase, createTestGateway, principals, testClock } from '@campusgraph/testing';
import { schema } from '../src/persistence/schema.ts';
import { createService } from '../src/service.ts';

export const OPEN_CLASS = `mutation ($input: OpenClassGroupInput!) { openClassGroup(input: $input) { classGroup { id } } }`;
export const SCHEDULE = `mutation ($input: ScheduleLessonsInput!) {
  scheduleLessons(input: $input) { scheduledLessons { id startsAt endsAt status } } }`;
export const ENROLL = `mutation ($input: EnrollStudentInput!) {
  enrollStudent(input: $input) { enrollment { id status student { status } classGroup { enrolledCount fillRate } } } }`;

/** The academics service over a database of its own; other services' facts come in as envelopes. */
export async function startAcademics() {
  const clock = testClock();
  const database = await createTestDatabase(schema);
  const transport = createEmbeddedTransport();
  const gateway = await createTestGateway(clock);
  const logger = createLogger({ service: 'academics', level: 'silent' });
  const service = await createService({
    database: database.urls,
    transport,
    gatewayJwks: gateway.jwks,
    clock,
    logger,
  });
  await service.start();

  async function tell<Data>(
    definition: EventDefinition<Data>,
    about: { organizationId: string; branchId: string | null; aggregateId: string },
    data: Data,
  ): Promise<EventEnvelope<Data>> {
    const envelope: EventEnvelope<Data> = {
      id: newId(),
      type: definition.type,
      occurredAt: clock().toISOString(),
      aggregateVersion: 1,
      actor: { kind: 'SERVICE', subject: 'test' },
      correlationId: newId(),
      data,
      ...about,
    };
    await transport.publish([{ ...envelope, body: JSON.stringify(envelope) }]);
    return envelope;
  }

  const ask = (principal: Principal, query: string, variables: Record<string, unknown> = {}) =>
    gateway.ask(service, principal, query, variables);
  /** What a mutation gave, or the error it was refused with. */
  async function give(principal: Principal, query: string, input: object) {
    const { data, errors } = await ask(principal, query, { input });
    if (errors) throw Object.assign(new Error(errors[0]?.message), errors[0]);
    return Object.values(data)[0] as Record<string, { id: string } & Record<string, unknown>>;
  }
  const refused = async (principal: Principal, query: string, input: object) =>
    (await ask(principal, query, { input })).errors?.[0];

  /** A chain with two branches, a teacher, a course, a room, a class of 2 in the first one and a student there. */
  async function chain() {
    const organizationId = newId();
    const [branchId, otherBranchId, teacherId] = [newId(), newId(), newId()];
    const hq = principals.hq({ organizationId });
    for (const [id, code] of [
      [branchId, 'BJ01'],
      [otherBranchId, 'SH01'],
    ] as const) {
      await tell(
        branchOpened,
        { organizationId, branchId: id, aggregateId: id },
        { branchId: id, code, name: code, regionId: newId(), timeZone: 'Asia/Shanghai' },
      );
    }
    const staff = { organizationId, branchId: null };
    await tell(
      staffJoined,
      { ...staff, aggregateId: teacherId },
      { staffId: teacherId, name: '林老师', role: 'TEACHER', branchIds: [branchId], email: null },
    );
    const course = await give(hq, 'mutation ($input: AddCourseInput!) { addCourse(input: $input) { course { id } } }', {
      name: `数学 ${newId()}`,
      subject: '数学',
      durationMinutes: 90,
    });
    const courseId = course.course?.id as string;
    const addRoom = async (name: string, branch = branchId) =>
      (
        await give(hq, 'mutation ($input: AddRoomInput!) { addRoom(input: $input) { room { id } } }', {
          branchId: branch,
          name,
          capacity: 12,
        })
      ).room?.id as string;
    const roomId = await addRoom('A201');
    const openClass = async (name: string, extra: object = {}) =>
      (await give(hq, OPEN_CLASS, { branchId, courseId, name, teacherId, roomId, capacity: 2, ...extra })).classGroup
        ?.id as string;
    const addTeacher = async (name: string) => {
      const id = newId();
      await tell(
        staffJoined,
        { ...staff, aggregateId: id },
        { staffId: id, name, role: 'TEACHER', branchIds: [otherBranchId], email: null },
      );
      return id;
    };
    const convert = async (name: string, { branch = branchId, guardianId = newId(), studentId = newId() } = {}) => {
      const leadId = newId();
      const at = clock().toISOString();
      await tell(
        leadConverted,
        { organizationId, branchId: branch, aggregateId: leadId },
        {
          leadId,
          channel: 'WALK_IN',
          sourceName: '到访',
          capturedAt: at,
          convertedAt: at,
          householdId: newId(),
          guardian: { guardianId, name: '王女士', phone: '+8613800138000', email: null, locale: 'zh-CN' },
          student: { studentId, name, birthDate: '2016-05-01' },
        },
      );
      return { studentId, guardianId };
    };
    /** Crm registers a guardian. */
    const meet = async (branch = branchId) => {
      const guardianId = newId();
      const reach = { phone: '+8613800138000', email: null, locale: 'zh-CN', preferredChannel: 'PHONE' } as const;
      await tell(
        guardianContactChanged,
        { organizationId, branchId: branch, aggregateId: guardianId },
        { guardianId, name: '王女士', ...reach, hasConsent: false },
      );
      return guardianId;
    };
    return {
      ...{ organizationId, branchId, otherBranchId, teacherId, courseId, roomId, hq },
      ...{ addRoom, addTeacher, openClass, convert, meet, classGroupId: await openClass('三年级数学') },
      clerk: principals.staff({ organizationId, branchIds: [branchId], role: 'ACADEMIC' }),
    };
  }

  return {
    ...{ service, clock, gateway, transport, urls: database.urls, tell, ask, give, refused, chain },
    async stop() {
      await service.stop();
      await transport.close();
      await database.drop();
    },
  };
}
