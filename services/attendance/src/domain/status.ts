/** What a student's attendance at a lesson can be; billing's policy says what each one costs. */
export const ATTENDANCE_STATUSES = [
  'PRESENT',
  'LATE',
  'EARLY_LEAVE',
  'LEAVE',
  'NO_SHOW',
  'SCHOOL_CANCELLED',
  'TRIAL',
  'MAKE_UP',
] as const;
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number];
