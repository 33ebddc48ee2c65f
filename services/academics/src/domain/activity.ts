import { conflict, type DomainError, invalid } from '@campusgraph/errors';
import type { LessonTime } from './lesson-time.ts';

export const ACTIVITY_KINDS = ['QA_SESSION', 'SEMINAR', 'GROUP', 'OTHER'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
/** Who takes its seats. */
export const ACTIVITY_AUDIENCES = ['STUDENTS', 'GUARDIANS', 'BOTH'] as const;
export type ActivityAudience = (typeof ACTIVITY_AUDIENCES)[number];
/** SCHEDULED → CANCELLED, and never back, as a lesson. */
export type ActivityStatus = 'SCHEDULED' | 'CANCELLED';

interface Activity extends LessonTime {
  id: string;
  title: string;
  seats: number;
  seatsTaken: number;
  audience: ActivityAudience;
  registrationEndsAt: Date;
  status: ActivityStatus;
}

const about = ({ id }: { id: string }, details: Record<string, unknown> = {}) => ({ activityId: id, ...details });

/** Throws INVALID_REGISTRATION_END unless registration ends by the start, and later than now. */
export function checkRegistrationEnd(registrationEndsAt: Date, { startsAt }: LessonTime, now: Date): void {
  if (registrationEndsAt > now && registrationEndsAt <= startsAt) return;
  const [end, start] = [registrationEndsAt.toISOString(), startsAt.toISOString()];
  throw invalid(
    'INVALID_REGISTRATION_END',
    {
      en: `registrationEndsAt ${end} must be later than now and not after the start, ${start}.`,
      'zh-CN': `registrationEndsAt ${end} 须晚于当前时间且不晚于开始时间 ${start}。`,
    },
    { registrationEndsAt: end, startsAt: start },
  );
}

/** Throws ACTIVITY_CANCELLED, or ACTIVITY_OVER once it has ended. */
export function checkActivityChangeable(activity: Activity, now: Date): void {
  if (activity.status === 'CANCELLED') throw cancelled(activity);
  if (activity.endsAt > now) return;
  const ended = activity.endsAt.toISOString();
  throw conflict(
    'ACTIVITY_OVER',
    {
      en: `Activity ${activity.title} ended at ${ended} and cannot be changed.`,
      'zh-CN': `活动“${activity.title}”已于 ${ended} 结束,不能再更改。`,
    },
    about(activity, { endsAt: ended }),
  );
}

/** Throws ACTIVITY_CANCELLED, REGISTRATION_CLOSED, NOT_FOR_THIS_AUDIENCE, or ACTIVITY_FULL when every seat is taken. */
export function checkSeatToTake(activity: Activity, attendee: 'STUDENT' | 'GUARDIAN', now: Date): void {
  const { title, seats, seatsTaken, registrationEndsAt, audience } = activity;
  if (activity.status === 'CANCELLED') throw cancelled(activity);
  if (now >= registrationEndsAt) throw closed(activity);
  if (audience !== 'BOTH' && audience !== `${attendee}S`) throw otherAudience(activity);
  if (seatsTaken < seats) return;
  throw conflict(
    'ACTIVITY_FULL',
    {
      en: `All ${seats} seats of activity ${title} are taken. Choose another one, or ask again when a seat is given up.`,
      'zh-CN': `活动“${title}”的 ${seats} 个名额已满,请选择其他活动,或待有人退出后再试。`,
    },
    about(activity, { seats }),
  );
}

/** Throws ACTIVITY_NOT_BEGUN earlier than half an hour before the start, or ACTIVITY_CANCELLED. */
export function checkMayMarkAttendance(activity: Activity, now: Date): void {
  if (activity.status === 'CANCELLED') throw cancelled(activity);
  if (now.getTime() >= activity.startsAt.getTime() - EARLY_MS) return;
  const start = activity.startsAt.toISOString();
  throw conflict(
    'ACTIVITY_NOT_BEGUN',
    {
      en: `Activity ${activity.title} begins at ${start}; attendance is marked from half an hour before.`,
      'zh-CN': `活动“${activity.title}”将于 ${start} 开始,最早可在开始前半小时签到。`,
    },
    about(activity, { startsAt: start }),
  );
}
const EARLY_MS = 30 * 60_000;

const cancelled = (activity: Activity): DomainError =>
  conflict(
    'ACTIVITY_CANCELLED',
    {
      en: `Activity ${activity.title} was cancelled. Choose another one.`,
      'zh-CN': `活动“${activity.title}”已取消,请选择其他活动。`,
    },
    about(activity),
  );

const closed = (activity: Activity): DomainError => {
  const end = activity.registrationEndsAt.toISOString();
  return conflict(
    'REGISTRATION_CLOSED',
    {
      en: `Registration for activity ${activity.title} ended at ${end}. Choose another one, or ask the front desk.`,
      'zh-CN': `活动“${activity.title}”的报名已于 ${end} 截止,请选择其他活动或咨询前台。`,
    },
    about(activity, { registrationEndsAt: end }),
  );
};

const otherAudience = (activity: Activity): DomainError =>
  conflict(
    'NOT_FOR_THIS_AUDIENCE',
    {
      en: `Activity ${activity.title} is for ${activity.audience}. Give ${activity.audience === 'STUDENTS' ? 'studentId' : 'guardianId'} instead.`,
      'zh-CN': `活动“${activity.title}”仅面向${activity.audience === 'STUDENTS' ? '学员,请填写 studentId' : '家长,请填写 guardianId'}。`,
    },
    about(activity, { audience: activity.audience }),
  );
