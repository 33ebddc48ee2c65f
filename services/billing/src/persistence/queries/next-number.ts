import type { UnitOfWork } from '@campusgraph/persistence';

const NEXT = `
insert into number_sequence (organization_id, series, last) values (?, ?, 1)
on conflict (organization_id, series) do update set last = number_sequence.last + 1 returning last`;

/** The next of an organization's series, 1 first. It stays locked until the unit of work ends, so that there are no gaps. */
export async function nextOfSeries({ em, principal }: UnitOfWork, series: string): Promise<number> {
  const [row] = await em.execute<[{ last: number }]>(NEXT, [principal.organizationId, series]);
  return row.last;
}

/** The next number of a contract (C), receipt (R), invoice (I) or deposit (D) of this year, such as `C2026-000042`. */
export async function nextNumber(unit: UnitOfWork, prefix: 'C' | 'R' | 'I' | 'D'): Promise<string> {
  const series = `${prefix}${unit.now.getUTCFullYear()}`;
  return `${series}-${String(await nextOfSeries(unit, series)).padStart(6, '0')}`;
}
