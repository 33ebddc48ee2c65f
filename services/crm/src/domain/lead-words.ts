/** The fixed words of a lead; the same as in the event catalogue and in the schema. */
export const LEAD_CHANNELS = [
  'AD',
  'CONTENT',
  'PARTNER',
  'SOCIAL',
  'MINI_PROGRAM',
  'REFERRAL',
  'WALK_IN',
  'PHONE',
  'MANUAL',
  'WEBSITE',
  'IMPORT',
] as const;
export type LeadChannel = (typeof LEAD_CHANNELS)[number];

export const INTENT_LEVELS = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type IntentLevel = (typeof INTENT_LEVELS)[number];

export const FOLLOW_UP_CHANNELS = ['PHONE', 'WECHAT', 'SMS', 'EMAIL', 'VISIT'] as const;
export type FollowUpChannel = (typeof FOLLOW_UP_CHANNELS)[number];

/** What came of a contact. NO_ANSWER is an attempt: nobody was reached. */
export const FOLLOW_UP_OUTCOMES = ['INTERESTED', 'THINKING', 'CONNECTED', 'NO_ANSWER', 'NOT_INTERESTED'] as const;
export type FollowUpOutcome = (typeof FOLLOW_UP_OUTCOMES)[number];

export const TRIAL_STATUSES = ['BOOKED', 'ATTENDED', 'NO_SHOW', 'CANCELLED'] as const;
export type TrialStatus = (typeof TRIAL_STATUSES)[number];

export const CONTACT_CHANNELS = ['PHONE', 'WECHAT', 'SMS', 'EMAIL'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
