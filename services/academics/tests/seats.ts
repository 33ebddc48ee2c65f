import { principals } from '@campusgraph/testing';
import pg from 'pg';
import type { startAcademics } from './harness.ts';

type App = Awaited<ReturnType<typeof startAcademics>>;
export type Chain = Awaited<ReturnType<App['chain']>>;

const mutation = (name: string, selection: string) =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`;
const ENTRY =
  'waitListEntry { id place status offerEndsAt student { name } classGroup { heldCount enrolledCount freeSeats } }';
const SEAT = 'activitySeat { id status student { name } activity { seatsTaken } }';

export const JOIN = mutation('joinWaitList', ENTRY);
export const LEAVE = mutation('leaveWaitList', ENTRY);
export const ACCEPT = mutation('acceptSeatOffer', 'enrollment { id classGroup { heldCount enrolledCount } }');
export const DECLINE = mutation('declineSeatOffer', ENTRY);
export const CAPACITY = mutation('setClassCapacity', 'classGroup { id capacity heldCount freeSeats }');
export const POLICY = mutation('setSeatPolicy', 'seatPolicy { id offerHours branch { id } }');
export const OPEN_TO_CHOICE = mutation('setOpenToChoice', 'classGroup { id isOpenToChoice }');
export const CHOOSE = mutation('chooseClass', 'enrollment { id status classGroup { id name enrolledCount } }');
export const WITHDRAW = mutation('withdrawStudent', 'enrollment { id }');
export const CLOSE = mutation('closeClassGroup', 'classGroup { status heldCount }');
export const ADD_ACTIVITY = mutation('addActivity', 'activity { id title seatsTaken registrationEndsAt }');
export const MOVE_ACTIVITY = mutation('rescheduleActivity', 'activity { id startsAt registrationEndsAt changeReason }');
export const CANCEL_ACTIVITY = mutation('cancelActivity', 'activity { id status }');
export const TAKE_SEAT = mutation('takeSeat', SEAT);
export const GIVE_UP = mutation('giveUpSeat', SEAT);
export const MARK = mutation('markActivityAttendance', 'activity { takenSeats { id hasAttended } }');

/** A family of the chain's first branch and one child. */
export async function family({ organizationId, branchId, convert }: Chain, name: string) {
  const { studentId, guardianId } = await convert(name);
  return {
    studentId,
    guardianId,
    guardian: principals.guardian({ organizationId, guardianId, branchIds: [branchId] }),
  };
}

/** Of an organization, past the service, as the database's owner. */
export async function rows<Row>(app: App, organizationId: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: app.urls.owner });
  await client.connect();
  try {
    await client.query(`select set_config('app.organization', $1, false), set_config('app.branches', '*', false)`, [
      organizationId,
    ]);
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** What was told to other services, in order. */
export async function told(app: App, organizationId: string, type: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(app.urls.system);
  await client.connect();
  const { rows: facts } = await client.query(
    `select envelope->'data' as data from events.log where organization_id = $1 and type = $2 order by position`,
    [organizationId, type],
  );
  await client.end();
  return facts.map(({ data }) => data);
}

/** Seats of classes in which more are taken and held than there are, or in which the counts are not those of the rows. */
export const MISCOUNTED = `
select name, capacity, enrolled_count, held_count from class_group where enrolled_count + held_count > capacity
  or enrolled_count <> (select count(*) from enrollment where class_group_id = class_group.id and status = 'ACTIVE' and holds_seat)
  or held_count <> (select count(*) from wait_list_entry where class_group_id = class_group.id and status = 'OFFERED')`;
