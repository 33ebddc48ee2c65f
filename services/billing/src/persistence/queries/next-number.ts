import type { UnitOfWork } from '@campusgraph/persistence';

/**
 * The next number of a series of this year, such as `C2026-000042`. The series stays locked until the unit of work ends, so
 * that numbers have no gaps.
 */
export async function nextNumber({ em, principal, now }: UnitOfWork, prefix: 'C' | 'R'): Promise<string> {
  const series = `${prefix}${now.getUTCFullYear()}`;
  const rows = await em.execute<{ last: number }[]>(
    `insert into number_sequence (organization_id, series, last) values (?, ?, 1)
     on conflict (organization_id, series) do update set last = number_sequence.last + 1 returning last`,
    [principal.organizationId, series],
  );
  return `${series}-${String(rows[0]?.last).padStart(6, '0')}`;
}
