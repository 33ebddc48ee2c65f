/** What every text may say, whatever it is about. */
export const COMMON_VARIABLES = ['schoolName', 'guardianName'] as const;

export interface NoticeKind {
  /** Names that its texts may use, beside the common ones. */
  variables: readonly string[];
  /** Sent in quiet hours too: tomorrow's lesson is off, or somebody waits for the code. */
  urgent: boolean;
  /** May a guardian mute it? What the school owes to say (money, timetable) cannot be muted. */
  mutable: boolean;
  /** Its body opens something: it is erased as soon as it has been sent. */
  secret: boolean;
}

const kind = (variables: readonly string[], flags: Partial<NoticeKind> = {}): NoticeKind => ({
  variables,
  urgent: false,
  mutable: false,
  secret: false,
  ...flags,
});

/** Every notice there is. */
export const NOTICE_KINDS = {
  ACCOUNT_INVITED: kind(['login', 'activationCode', 'expiresOn'], { urgent: true, secret: true }),
  CONTRACT_ACTIVATED: kind(['number', 'total', 'paidLessons', 'giftLessons', 'startsOn']),
  PAYMENT_RECEIVED: kind(['receiptNumber', 'number', 'amount', 'method']),
  TICKET_ANSWERED: kind(['number', 'subject'], { mutable: true }),
  SURVEY_INVITED: kind(['subject', 'token', 'expiresOn'], { mutable: true }),
  REFUND_APPROVED: kind(['number', 'amount']),
  REFUND_PAID: kind(['number', 'amount', 'method']),
  LESSON_CANCELLED: kind(['studentName', 'className', 'time', 'reason'], { urgent: true }),
  LESSON_RESCHEDULED: kind(['studentName', 'className', 'previousTime', 'time', 'reason'], { urgent: true }),
  ENROLLMENT_SUSPENDED: kind(['studentName', 'className', 'from', 'until', 'reason']),
  ENROLLMENT_RESUMED: kind(['studentName', 'className', 'from']),
  SUSPENSION_CANCELLED: kind(['studentName', 'className', 'from']),
  STUDENT_MOVED: kind(['studentName', 'className', 'previousClassName', 'from', 'reason']),
  TIMETABLE_MADE: kind(['studentName', 'className', 'from', 'to', 'lessonCount']),
  TIMETABLE_WITHDRAWN: kind(['studentName', 'className', 'from', 'to', 'lessonCount', 'reason'], { urgent: true }),
  SEAT_OFFERED: kind(['studentName', 'className', 'offerEndsAt'], { urgent: true }),
  ACTIVITY_RESCHEDULED: kind(['attendeeName', 'title', 'previousTime', 'time', 'reason'], { urgent: true }),
  ACTIVITY_CANCELLED: kind(['attendeeName', 'title', 'time', 'reason'], { urgent: true }),
} as const satisfies Record<string, NoticeKind>;

export type NoticeKey = keyof typeof NOTICE_KINDS;
export const NOTICE_KEYS = Object.keys(NOTICE_KINDS) as [NoticeKey, ...NoticeKey[]];

export const CHANNELS = ['EMAIL', 'SMS'] as const;
export type Channel = (typeof CHANNELS)[number];

export const LOCALES = ['zh-CN', 'en'] as const;

/** Names that texts of that notice may use. */
export const variablesOf = (key: NoticeKey): readonly string[] => [...COMMON_VARIABLES, ...NOTICE_KINDS[key].variables];
