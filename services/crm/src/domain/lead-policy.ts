import { invalid } from '@campusgraph/errors';
import { z } from 'zod';
import { FOLLOW_UP_OUTCOMES, LEAD_CHANNELS } from './lead-words.ts';

const points = z.number().int().min(-50).max(50);
const perChannel = z.partialRecord(z.enum(LEAD_CHANNELS), points);

export const leadPolicySchema = z
  .strictObject({
    /** What a lead is by itself; the sum is held between 0 and 50. */
    fit: z.strictObject({
      phone: points,
      childName: points,
      need: points,
      /** Whole years, both ends included. */
      childAge: z.strictObject({ from: z.number().int().min(0), to: z.number().int().max(99), points }),
      channel: perChannel,
    }),
    /** What the family did; each halves every `halvingDays`, the sum is held between 0 and 50. */
    behaviour: z.strictObject({
      halvingDays: z.number().int().min(1),
      inquired: perChannel,
      followUp: z.partialRecord(z.enum(FOLLOW_UP_OUTCOMES), points),
      trialBooked: points,
      trialAttended: points,
      trialMissed: points,
    }),
    /** Scores from which a lead is HIGH or MEDIUM; below it is LOW. */
    thresholds: z.strictObject({ high: z.number().int().min(1).max(100), medium: z.number().int().min(1).max(100) }),
    pool: z.strictObject({
      /** Days without any contact after which a lead goes back to the pool. */
      idleDays: z.number().int().min(1),
      /** Days during which the former owner may not take it back. */
      reclaimDays: z.number().int().min(0),
    }),
  })
  .refine(({ thresholds }) => thresholds.high > thresholds.medium, {
    path: ['thresholds', 'high'],
    message: 'must be above thresholds.medium',
  });

/** How an organization scores leads and runs its pool: data, in versions with dates. */
export type LeadPolicy = z.infer<typeof leadPolicySchema>;

/** As shipped: version 0, valid until an organization sets its own. Figures of rules.md, "Lead score and intent". */
export const SHIPPED_LEAD_POLICY: LeadPolicy = {
  fit: {
    phone: 10,
    childName: 5,
    need: 10,
    childAge: { from: 3, to: 18, points: 15 },
    channel: {
      REFERRAL: 10,
      WALK_IN: 10,
      PHONE: 8,
      MINI_PROGRAM: 8,
      WEBSITE: 6,
      PARTNER: 6,
      CONTENT: 4,
      SOCIAL: 4,
      AD: 4,
      MANUAL: 2,
    },
  },
  behaviour: {
    halvingDays: 30,
    inquired: {
      WALK_IN: 30,
      PHONE: 25,
      REFERRAL: 20,
      MINI_PROGRAM: 20,
      WEBSITE: 20,
      PARTNER: 10,
      CONTENT: 10,
      SOCIAL: 10,
      AD: 10,
    },
    followUp: { INTERESTED: 25, THINKING: 10, CONNECTED: 5, NOT_INTERESTED: -25 },
    trialBooked: 20,
    trialAttended: 30,
    trialMissed: -10,
  },
  thresholds: { high: 70, medium: 40 },
  pool: { idleDays: 7, reclaimDays: 3 },
};

/** A policy from a client's JSON text. Throws LEAD_POLICY_INVALID naming the place that is wrong. */
export function parseLeadPolicy(text: string): LeadPolicy {
  const refuse = (problem: string) =>
    invalid(
      'LEAD_POLICY_INVALID',
      {
        en: `The lead policy is not usable: ${problem}. Start from the body of the query leadPolicy.`,
        'zh-CN': `线索规则无法使用:${problem}。请以 leadPolicy 查询返回的内容为模板修改。`,
      },
      { problem },
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('it is not JSON');
  }
  const result = leadPolicySchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw refuse(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
