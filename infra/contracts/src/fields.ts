import { z } from 'zod';

/** A UUID of any version. */
export const id = z.guid();
/** An instant, UTC, ISO 8601 with `Z`. */
export const instant = z.iso.datetime();
/** A day in the branch's zone, `YYYY-MM-DD`. */
export const day = z.iso.date();
/** Money: a whole number of fen, may be negative where a reversal is meant. */
export const fen = z.number().int().safe();
/** Lesson hours: a whole number of hundredths, 1 lesson = 100. */
export const lessonHundredths = z.number().int().safe();

export const leadChannel = z.enum([
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
]);
export const leadStatus = z.enum(['NEW', 'CONTACTED', 'TRIAL_BOOKED', 'TRIAL_ATTENDED', 'CONVERTED', 'LOST']);
export const intentLevel = z.enum(['HIGH', 'MEDIUM', 'LOW']);
export const attendanceStatus = z.enum([
  'PRESENT',
  'LATE',
  'EARLY_LEAVE',
  'LEAVE',
  'NO_SHOW',
  'SCHOOL_CANCELLED',
  'TRIAL',
  'MAKE_UP',
]);
export const paymentMethod = z.enum(['CASH', 'CARD', 'BANK_TRANSFER', 'WECHAT_PAY', 'ALIPAY', 'WALLET']);
export const locale = z.enum(['zh-CN', 'en']);
