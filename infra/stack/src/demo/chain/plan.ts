/** The story's calendar: the day the snapshot is taken is a Monday; ten weeks lie behind it and four ahead. */
export const TODAY = '2026-09-07';
export const WEEKS_BEHIND = 10;
export const WEEKS_AHEAD = 4;
export const SEED = 20_260_907;
const DAY_MS = 86_400_000;
/** China has had no daylight saving since 1991. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

export const BRANCHES = [
  { code: 'BJ01', name: '北京朝阳校区', region: '华北', address: '北京市朝阳区建国路 88 号' },
  { code: 'BJ02', name: '北京海淀校区', region: '华北', address: '北京市海淀区中关村大街 27 号' },
  { code: 'TJ01', name: '天津和平校区', region: '华北', address: '天津市和平区南京路 128 号' },
  { code: 'SH01', name: '上海徐汇校区', region: '华东', address: '上海市徐汇区漕溪北路 331 号' },
  { code: 'HZ01', name: '杭州西湖校区', region: '华东', address: '杭州市西湖区文三路 259 号' },
] as const;

/** Fen per lesson, as it stands on the price list. */
export const COURSES = [
  { name: '水彩启蒙', subject: '美术', durationMinutes: 90, unitPriceFen: 15_000 },
  { name: '素描基础', subject: '美术', durationMinutes: 90, unitPriceFen: 16_000 },
  { name: '硬笔书法', subject: '书法', durationMinutes: 60, unitPriceFen: 12_000 },
  { name: '少儿编程', subject: '科技', durationMinutes: 90, unitPriceFen: 20_000 },
  { name: '钢琴入门', subject: '音乐', durationMinutes: 45, unitPriceFen: 22_000 },
  { name: '中国舞', subject: '舞蹈', durationMinutes: 90, unitPriceFen: 14_000 },
  { name: '围棋入门', subject: '棋类', durationMinutes: 60, unitPriceFen: 11_000 },
  { name: '口才表达', subject: '语言', durationMinutes: 60, unitPriceFen: 13_000 },
] as const;

/** Four classes meet at once, one a teacher and a room each. ISO weekdays, the branch's clock. */
export const SLOTS = [
  { weekday: 3, startTime: '17:00' },
  { weekday: 6, startTime: '09:30' },
  { weekday: 7, startTime: '14:00' },
] as const;

/** What a timetable has to know; `SLOTS` lie within the hours. */
export const OPENING_HOURS = { startTime: '09:00', endTime: '20:30' } as const;
export const LESSONS_PER_WEEK = 2;
/** The two branches in Beijing; the others are out of a teacher's reach. */
export const TRAVEL = { from: 'BJ01', to: 'BJ02', minutes: 45 } as const;
export const TIERS = ['特级', '高级', '中级', '初级', '高级'] as const;

export const ROOMS = ['101 教室', '102 教室', '201 画室', '202 琴房', '203 舞蹈室'] as const;
export const TEACHERS_PER_BRANCH = 4;
/** Teachers without a class of their own, able to take each lesson of the branch: all others teach at once. */
export const STAND_INS_PER_BRANCH = 1;
export const STUDENTS_PER_CLASS = 10;
export const CLASSES_PER_BRANCH = TEACHERS_PER_BRANCH * SLOTS.length;
/** Leads of a branch that have not become customers. */
export const OPEN_LEADS_PER_BRANCH = 60;

/** A time of day in China, `weeks` from the week of TODAY, on an ISO weekday. */
export function at(weeks: number, weekday: number, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(
    Date.parse(TODAY) + (weeks * 7 + weekday - 1) * DAY_MS + (hours * 60 + minutes) * 60_000 - CHINA_OFFSET_MS,
  );
}

/** The same as a day, `YYYY-MM-DD`. */
export const dayOf = (weeks: number, weekday: number): string =>
  new Date(Date.parse(TODAY) + (weeks * 7 + weekday - 1) * DAY_MS).toISOString().slice(0, 10);
