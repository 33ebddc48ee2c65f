import type { Locale } from '@campusgraph/errors';
import type { ScoreReason } from './lead-score.ts';

type Values = Readonly<Record<string, string | number>>;
type Line = Readonly<Record<Locale, (values: Values) => string>>;

const since = (text: string, zh: string): Line => ({
  en: ({ days }) => `${text}, ${days} days ago`,
  'zh-CN': ({ days }) => `${zh}(${days} 天前)`,
});

const LINES: Readonly<Record<string, Line>> = {
  HAS_PHONE: { en: () => 'There is a phone number to call', 'zh-CN': () => '已留电话' },
  CHILD_NAMED: { en: () => 'The child is known by name', 'zh-CN': () => '已知孩子姓名' },
  CHILD_AGE: {
    en: ({ age }) => `The child is ${age}, an age that we teach`,
    'zh-CN': ({ age }) => `孩子 ${age} 岁,在招生年龄内`,
  },
  NEED_STATED: { en: () => 'The family said what it needs', 'zh-CN': () => '已说明学习需求' },
  CHANNEL: { en: ({ channel }) => `Came through ${channel}`, 'zh-CN': ({ channel }) => `来源渠道:${channel}` },
  INQUIRED: {
    en: ({ channel, days }) => `Inquired through ${channel}, ${days} days ago`,
    'zh-CN': ({ channel, days }) => `主动咨询(${channel},${days} 天前)`,
  },
  FOLLOW_UP_INTERESTED: since('Said they are interested', '跟进:有意向'),
  FOLLOW_UP_THINKING: since('Is thinking about it', '跟进:考虑中'),
  FOLLOW_UP_CONNECTED: since('Was reached', '跟进:已接通'),
  FOLLOW_UP_NO_ANSWER: since('Did not answer', '跟进:未接通'),
  FOLLOW_UP_NOT_INTERESTED: since('Said they are not interested', '跟进:无意向'),
  TRIAL_BOOKED: since('Booked a trial lesson', '预约试听'),
  TRIAL_ATTENDED: since('Attended a trial lesson', '到场试听'),
  TRIAL_MISSED: since('Missed a trial lesson', '试听未到'),
  FIT_LIMIT: {
    en: ({ total, limit }) => `Fit counts from 0 to ${limit}, this came to ${total}`,
    'zh-CN': ({ total, limit }) => `匹配度计 0–${limit} 分,实得 ${total}`,
  },
  BEHAVIOUR_LIMIT: {
    en: ({ total, limit }) => `Behaviour counts from 0 to ${limit}, this came to ${total}`,
    'zh-CN': ({ total, limit }) => `行为计 0–${limit} 分,实得 ${total}`,
  },
};

/** A line of the explanation in the reader's language. A code that this version does not know is shown as it is. */
export const explain = ({ code, values }: ScoreReason, locale: Locale): string => LINES[code]?.[locale](values) ?? code;
