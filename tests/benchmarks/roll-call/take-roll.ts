import { setTimeout as pause } from 'node:timers/promises';
import type { user } from '@campusgraph/stack';
import type { Roll } from './rolls.ts';

const RECORD = `mutation Record($input: RecordAttendanceInput!) {
  recordAttendance(input: $input) { recorded unchanged records { id status } } }`;

/** Sends a roll as a well-behaved client: one that the graph refuses because it is busy comes again when it was told to. */
export async function takeRoll(staff: ReturnType<typeof user>, input: Roll): Promise<void> {
  try {
    const { recordAttendance } = await staff.ask(RECORD, { input });
    if (recordAttendance.recorded !== input.entries.length) throw new Error('A roll was recorded before.');
  } catch (error) {
    const { code, extensions } = error as { code?: string; extensions?: { retryAfterS?: number } };
    if (code !== 'OVERLOADED') throw error;
    await pause(1000 * (extensions?.retryAfterS ?? 1));
    await takeRoll(staff, input);
  }
}
