import { readFileSync } from 'node:fs';

/** Resident memory of a process in MB, as Linux tells it; null elsewhere, or when it is gone. */
export function residentMb(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}
