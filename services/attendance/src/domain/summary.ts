import type { AttendanceStatus } from './status.ts';

export interface AttendanceSummary {
  present: number;
  late: number;
  earlyLeave: number;
  leave: number;
  noShow: number;
  /** The five above together; cancelled lessons, trials and make-ups are not part of a class's attendance. */
  total: number;
  /** The share of `total` that was attended, also late or not to the end; null when there is nothing yet, never 0. */
  attendanceRate: number | null;
}

export function summarize(counts: ReadonlyMap<AttendanceStatus, number>): AttendanceSummary {
  const of = (status: AttendanceStatus): number => counts.get(status) ?? 0;
  const [present, late, earlyLeave] = [of('PRESENT'), of('LATE'), of('EARLY_LEAVE')];
  const [leave, noShow] = [of('LEAVE'), of('NO_SHOW')];
  const total = present + late + earlyLeave + leave + noShow;
  const attendanceRate = total === 0 ? null : (present + late + earlyLeave) / total;
  return { present, late, earlyLeave, leave, noShow, total, attendanceRate };
}
