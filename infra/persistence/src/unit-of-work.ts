import type { Principal } from '@campusgraph/auth';
import type { EventDefinition, EventEnvelope } from '@campusgraph/contracts';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { newId } from './new-id.ts';
import { nameOwnBranches } from './policies.ts';

/** What an event is about: the aggregate's row, whose version is read after the flush that locked it. */
export interface Aggregate {
  id: string;
  version?: number;
  /** Absent or null: a fact of the whole organization. */
  branchId?: string | null | undefined;
}

/** One transaction on a principal's behalf: its rows, and the facts that become known if and only if it commits. */
export interface UnitOfWork {
  /** Under the principal's row-level security; flushed before the events are written, committed after. */
  readonly em: SqlEntityManager;
  readonly principal: Principal;
  /** The one instant of this unit of work. */
  readonly now: Date;
  readonly correlationId: string;
  /** Records a fact about `aggregate`. Facts are written in the order recorded, after every changed row is flushed. */
  record<Data>(definition: EventDefinition<Data>, aggregate: Aggregate, data: Data): void;
  /** The same transaction for another cause: what it records carries that correlation id. For consumers of many events at once. */
  correlated(correlationId: string): UnitOfWork;
  /** A part that may fail: when it throws, its rows and facts are as if it had never begun, and the unit can go on. Rethrows. */
  attempt<T>(part: () => Promise<T>): Promise<T>;
  /**
   * A part by the service's own hand, for what a family's request moves of the school's: a seat that is counted, a room that is booked.
   * Whether the family may ask is to be found out before, under its own row-level security. Only who names a family gets another hand,
   * in the same branches; the facts keep their actor. What `part` throws undoes it, and is rethrown.
   */
  asService<T>(part: (unit: UnitOfWork) => Promise<T>): Promise<T>;
}

interface PendingEvent {
  definition: EventDefinition;
  aggregate: Aggregate;
  data: unknown;
  id: string;
  correlationId: string;
}

/** The settings that the policies of `tenantPolicies` read. */
export const sessionVariables = ({ organizationId, branches, guardianId }: Principal): Record<string, string> => ({
  'app.organization': organizationId,
  'app.branches': branches === 'ALL' ? '*' : branches.join(','),
  'app.guardian': guardianId ?? '',
});

/** The largest that `statement_timeout` takes. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/** The same, and that no statement of the transaction runs longer than so many milliseconds: Postgres cancels it (57014). */
const sessionSettings = (principal: Principal, statementTimeoutMs?: number): Record<string, string> => ({
  ...sessionVariables(principal),
  // 0 would mean "for ever".
  ...(statementTimeoutMs !== undefined && {
    statement_timeout: String(Math.min(Math.max(Math.ceil(statementTimeoutMs), 1), LONGEST_TIMEOUT_MS)),
  }),
});

/** Whatever `em` begins from now on is under the principal's row-level security. */
export function actAs(em: SqlEntityManager, principal: Principal, statementTimeoutMs?: number): void {
  em.setSessionContext({ variables: sessionSettings(principal, statementTimeoutMs) });
  nameOwnBranches(em, principal);
}

/** On whose behalf and for what cause a unit of work runs. */
export interface UnitScope extends Pick<UnitOfWork, 'principal' | 'now' | 'correlationId'> {
  /** Milliseconds that one statement may take; left out: as long as it takes. */
  statementTimeoutMs?: number | undefined;
}

const WRITE_EVENTS = `
with event as (
  select * from jsonb_to_recordset(?::jsonb) as row (n int, id uuid, envelope jsonb) order by n
), logged as (
  insert into events.log (id, type, occurred_at, organization_id, aggregate_id, aggregate_version, envelope)
  select id, envelope->>'type', (envelope->>'occurredAt')::timestamptz, (envelope->>'organizationId')::uuid,
         (envelope->>'aggregateId')::uuid, (envelope->>'aggregateVersion')::int, envelope
  from event order by n
)
insert into events.outbox (organization_id, envelope) select (envelope->>'organizationId')::uuid, envelope from event order by n`;

/** A NATS server takes 1 MiB as it comes; refused here, since a message that no server takes would hold up the outbox for ever. */
const LARGEST_EVENT_BYTES = 512 * 1024;

/** Runs `work` as a unit of work on a forked entity manager; `database.write` is the way to call it. */
export async function runUnitOfWork<T>(
  root: SqlEntityManager,
  { principal, now, correlationId, statementTimeoutMs }: UnitScope,
  work: (unit: UnitOfWork) => Promise<T>,
): Promise<{ result: T; recorded: number }> {
  const pending: PendingEvent[] = [];
  const fork = root.fork() as SqlEntityManager;
  actAs(fork, principal, statementTimeoutMs);
  const result = await fork.transactional(async (em) => {
    const unitFor = (cause: string, as: Principal): UnitOfWork => ({
      em: em as SqlEntityManager,
      principal: as,
      now,
      correlationId: cause,
      record: (definition, aggregate, data) =>
        void pending.push({
          definition: definition as EventDefinition,
          aggregate,
          data,
          id: newId(),
          correlationId: cause,
        }),
      correlated: (other) => unitFor(other, as),
      attempt: (part) => attempt(em as SqlEntityManager, pending, part),
      asService(part) {
        if (as.guardianId === undefined) return part(unitFor(cause, as));
        const hand = serviceInBranchesOf(as);
        const within = () => actingAs(em as SqlEntityManager, hand, as, () => part(unitFor(cause, hand)));
        return attempt(em as SqlEntityManager, pending, within);
      },
    });
    const answer = await work(unitFor(correlationId, principal));
    if (pending.length === 0) return answer;
    // The flush locks the aggregates' rows; only then may the outbox rows take their positions.
    await em.flush();
    const rows = pending.map((event, n) => ({
      n,
      id: event.id,
      envelope: envelope(event, principal, now),
    }));
    await em.execute(WRITE_EVENTS, [JSON.stringify(rows)]);
    return answer;
  });
  return { result, recorded: pending.length };
}

/** The same, and of no family. */
const serviceInBranchesOf = ({ guardianId, ...principal }: Principal): Principal => ({ ...principal, kind: 'SERVICE' });

/** Inside a savepoint, whose rollback takes the setting back where `part` throws. */
async function actingAs<T>(
  em: SqlEntityManager,
  hand: Principal,
  former: Principal,
  part: () => Promise<T>,
): Promise<T> {
  const name = (one: Principal) =>
    em.execute(`select set_config('app.guardian', ?, true)`, [sessionVariables(one)['app.guardian'] ?? '']);
  await name(hand);
  const result = await part();
  await em.flush();
  await name(former);
  return result;
}

/** A savepoint around `part`, and the facts recorded in it undone with it. */
async function attempt<T>(em: SqlEntityManager, pending: PendingEvent[], part: () => Promise<T>): Promise<T> {
  const recorded = pending.length;
  await em.flush();
  await em.execute('savepoint attempt');
  try {
    const result = await part();
    await em.flush();
    await em.execute('release savepoint attempt');
    return result;
  } catch (error) {
    await em.execute('rollback to savepoint attempt');
    // Else it would stand between an attempt around this one and its own savepoint.
    await em.execute('release savepoint attempt');
    em.clear();
    pending.length = recorded;
    throw error;
  }
}

function envelope(
  { definition, aggregate, data, id, correlationId }: PendingEvent,
  principal: Principal,
  now: Date,
): EventEnvelope {
  const made: EventEnvelope = {
    id,
    type: definition.type,
    occurredAt: now.toISOString(),
    organizationId: principal.organizationId,
    branchId: aggregate.branchId ?? null,
    aggregateId: aggregate.id,
    aggregateVersion: aggregate.version ?? 1,
    actor: { kind: principal.kind, subject: principal.subject },
    correlationId,
    data: definition.schema.parse(data),
  };
  const bytes = Buffer.byteLength(JSON.stringify(made));
  if (bytes > LARGEST_EVENT_BYTES) {
    throw new Error(
      `${definition.type} has ${bytes} bytes, more than ${LARGEST_EVENT_BYTES}: put ids and facts into it.`,
    );
  }
  return made;
}
