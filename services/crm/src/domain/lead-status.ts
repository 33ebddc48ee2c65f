import { conflict } from '@campusgraph/errors';

/** Where a lead is on its way to becoming a customer. It never goes back; a missed trial is news, not a step. */
export const LEAD_STATUSES = ['NEW', 'CONTACTED', 'TRIAL_BOOKED', 'TRIAL_ATTENDED', 'CONVERTED', 'LOST'] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

/** What can happen to a lead. */
export type LeadStep = 'contact' | 'book a trial' | 'attend a trial' | 'convert' | 'lose';

const TRANSITIONS: Readonly<Record<LeadStatus, Partial<Record<LeadStep, LeadStatus>>>> = {
  NEW: { contact: 'CONTACTED', 'book a trial': 'TRIAL_BOOKED', convert: 'CONVERTED', lose: 'LOST' },
  CONTACTED: { contact: 'CONTACTED', 'book a trial': 'TRIAL_BOOKED', convert: 'CONVERTED', lose: 'LOST' },
  TRIAL_BOOKED: {
    contact: 'TRIAL_BOOKED',
    'book a trial': 'TRIAL_BOOKED',
    'attend a trial': 'TRIAL_ATTENDED',
    convert: 'CONVERTED',
    lose: 'LOST',
  },
  TRIAL_ATTENDED: {
    contact: 'TRIAL_ATTENDED',
    'book a trial': 'TRIAL_ATTENDED',
    'attend a trial': 'TRIAL_ATTENDED',
    convert: 'CONVERTED',
    lose: 'LOST',
  },
  CONVERTED: {},
  LOST: {},
};

const STEP_ZH: Readonly<Record<LeadStep, string>> = {
  contact: '跟进',
  'book a trial': '预约试听',
  'attend a trial': '登记试听',
  convert: '转化',
  lose: '标记流失',
};

/** The status after `step`. Throws LEAD_CLOSED where the lead is a customer already or was given up. */
export function advance(status: LeadStatus, step: LeadStep): LeadStatus {
  const next = TRANSITIONS[status][step];
  if (next) return next;
  throw conflict(
    'LEAD_CLOSED',
    {
      en: `A lead that is ${status} cannot be worked on any more (${step}). Capture a new lead if the family comes back.`,
      'zh-CN': `线索状态为 ${status},不能再${STEP_ZH[step]}。如家长再次咨询,请新建线索。`,
    },
    { status, step },
  );
}

/** Is there still work to do on it? */
export const isOpen = (status: LeadStatus): boolean => status !== 'CONVERTED' && status !== 'LOST';
