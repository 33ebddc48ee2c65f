/** What everybody of the demo signs in with, as README.md says. */
export const DEMO_PASSWORD = 'campusgraph-demo';

/** The first family's guardian; `family(random, 0)` has this number. */
export const DEMO_GUARDIAN_LOGIN = '+8613710000000';

/** The partner whose program reads the chain's timetables and attendance. */
export const PARTNER = {
  name: '学情测评平台',
  scopes: ['organization:read', 'student:read', 'course:read', 'class:read', 'schedule:read', 'attendance:read'],
  purpose: '学情测评：按班级统计出勤与学习进度',
};
