/** `T2026-000042`: the year in the branch's zone and a count within the organization and year. */
export const ticketNumber = (year: number, count: number): string => `T${year}-${String(count).padStart(6, '0')}`;
