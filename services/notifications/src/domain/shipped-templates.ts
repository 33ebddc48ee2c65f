import type { Locale } from '@campusgraph/errors';
import type { NoticeKey } from './template-keys.ts';

export interface NoticeText {
  subject: string;
  body: string;
}

/** What an organization's notices say until it writes its own; short enough to be read as a message on a phone. */
export const SHIPPED_TEMPLATES: Record<NoticeKey, Record<Locale, NoticeText>> = {
  ACCOUNT_INVITED: {
    'zh-CN': {
      subject: '{{schoolName}}:请激活您的家长账号',
      body: '{{guardianName}},您好!您的登录名是 {{login}},激活码 {{activationCode}},{{expiresOn}} 前有效,仅可使用一次。请勿转告他人。',
    },
    en: {
      subject: '{{schoolName}}: activate your account',
      body: 'Dear {{guardianName}}, your login is {{login}} and your activation code is {{activationCode}}. It works once, until {{expiresOn}}. Please keep it to yourself.',
    },
  },
  CONTRACT_ACTIVATED: {
    'zh-CN': {
      subject: '合同 {{number}} 已生效',
      body: '{{guardianName}},您好!合同 {{number}}(总额 {{total}})已生效:正课 {{paidLessons}} 课时,赠课 {{giftLessons}} 课时,{{startsOn}} 起上课。',
    },
    en: {
      subject: 'Contract {{number}} is active',
      body: 'Dear {{guardianName}}, contract {{number}} ({{total}}) is active: {{paidLessons}} paid and {{giftLessons}} gift lessons, starting on {{startsOn}}.',
    },
  },
  PAYMENT_RECEIVED: {
    'zh-CN': {
      subject: '收款收据 {{receiptNumber}}',
      body: '{{guardianName}},您好!已收到合同 {{number}} 的款项 {{amount}}({{method}}),收据号 {{receiptNumber}}。谢谢!',
    },
    en: {
      subject: 'Receipt {{receiptNumber}}',
      body: 'Dear {{guardianName}}, we received {{amount}} ({{method}}) for contract {{number}}. Your receipt is {{receiptNumber}}. Thank you!',
    },
  },
  TICKET_ANSWERED: {
    'zh-CN': {
      subject: '工单 {{number}} 有新回复',
      body: '{{guardianName}},您好!您的工单「{{subject}}」({{number}})有新回复,请登录查看。',
    },
    en: {
      subject: 'An answer to ticket {{number}}',
      body: 'Dear {{guardianName}}, there is an answer to your ticket "{{subject}}" ({{number}}). Please sign in to read it.',
    },
  },
  SURVEY_INVITED: {
    'zh-CN': {
      subject: '{{subject}}',
      body: '{{guardianName}},您好!{{subject}}。问卷码 {{token}},{{expiresOn}} 前有效,只需一分钟。',
    },
    en: {
      subject: '{{subject}}',
      body: 'Dear {{guardianName}}, {{subject}}. Your survey code is {{token}}, valid until {{expiresOn}}. It takes one minute.',
    },
  },
  REFUND_APPROVED: {
    'zh-CN': {
      subject: '合同 {{number}} 的退费已批准',
      body: '{{guardianName}},您好!合同 {{number}} 的退费 {{amount}} 已批准,我们将尽快为您办理退款。',
    },
    en: {
      subject: 'Your refund for contract {{number}} is approved',
      body: 'Dear {{guardianName}}, the refund of {{amount}} for contract {{number}} is approved. We will pay it out soon.',
    },
  },
  REFUND_PAID: {
    'zh-CN': {
      subject: '合同 {{number}} 的退款已支付',
      body: '{{guardianName}},您好!合同 {{number}} 的退款 {{amount}} 已支付({{method}}),请注意查收。',
    },
    en: {
      subject: 'Your refund for contract {{number}} was paid',
      body: 'Dear {{guardianName}}, the refund of {{amount}} for contract {{number}} was paid ({{method}}).',
    },
  },
  LESSON_CANCELLED: {
    'zh-CN': {
      subject: '停课通知:{{className}} {{time}}',
      body: '{{guardianName}},您好!{{studentName}} 的 {{className}} {{time}} 的课取消,原因:{{reason}}。',
    },
    en: {
      subject: 'Cancelled: {{className}}, {{time}}',
      body: 'Dear {{guardianName}}, the lesson of {{studentName}} in {{className}} on {{time}} is cancelled. Reason: {{reason}}.',
    },
  },
  LESSON_RESCHEDULED: {
    'zh-CN': {
      subject: '调课通知:{{className}} 改至 {{time}}',
      body: '{{guardianName}},您好!{{studentName}} 的 {{className}} 由 {{previousTime}} 调整至 {{time}},原因:{{reason}}。',
    },
    en: {
      subject: 'Moved: {{className}} is now on {{time}}',
      body: 'Dear {{guardianName}}, the lesson of {{studentName}} in {{className}} moves from {{previousTime}} to {{time}}. Reason: {{reason}}.',
    },
  },
  ENROLLMENT_SUSPENDED: {
    'zh-CN': {
      subject: '停课办理:{{studentName}} {{className}}',
      body: '{{guardianName}},您好!{{studentName}} 的 {{className}} 自 {{from}} 起停课至 {{until}},原因:{{reason}}。',
    },
    en: {
      subject: '{{studentName}} is suspended from {{className}}',
      body: 'Dear {{guardianName}}, {{studentName}} does not come to {{className}} from {{from}} until {{until}}. Reason: {{reason}}.',
    },
  },
  ENROLLMENT_RESUMED: {
    'zh-CN': {
      subject: '复课通知:{{studentName}} {{className}}',
      body: '{{guardianName}},您好!{{studentName}} 的 {{className}} 自 {{from}} 起恢复上课。',
    },
    en: {
      subject: '{{studentName}} is back in {{className}}',
      body: 'Dear {{guardianName}}, {{studentName}} comes to {{className}} again from {{from}}.',
    },
  },
  SUSPENSION_CANCELLED: {
    'zh-CN': {
      subject: '取消停课:{{studentName}} {{className}}',
      body: '{{guardianName}},您好!{{studentName}} 的 {{className}} 原定自 {{from}} 起的停课已取消,照常上课。',
    },
    en: {
      subject: '{{studentName}} comes to {{className}} as before',
      body: 'Dear {{guardianName}}, the suspension of {{studentName}} from {{className}} that was to begin on {{from}} does not take place.',
    },
  },
  STUDENT_MOVED: {
    'zh-CN': {
      subject: '班级调整:{{studentName}} 转入 {{className}}',
      body: '{{guardianName}},您好!{{studentName}} 自 {{from}} 起由 {{previousClassName}} 转入 {{className}},原因:{{reason}}。',
    },
    en: {
      subject: '{{studentName}} goes on to {{className}}',
      body: 'Dear {{guardianName}}, from {{from}} {{studentName}} comes to {{className}} instead of {{previousClassName}}. Reason: {{reason}}.',
    },
  },
  TIMETABLE_MADE: {
    'zh-CN': {
      subject: '课表通知:{{className}}',
      body: '{{guardianName}},您好!{{studentName}} 的 {{className}} {{from}} 至 {{to}} 的课表已排定,共 {{lessonCount}} 次课,请登录查看。',
    },
    en: {
      subject: 'The timetable of {{className}}',
      body: 'Dear {{guardianName}}, the timetable of {{studentName}} in {{className}} from {{from}} to {{to}} is set, lessons: {{lessonCount}}. Please sign in to see it.',
    },
  },
  TIMETABLE_WITHDRAWN: {
    'zh-CN': {
      subject: '课表取消:{{className}}',
      body: '{{guardianName}},您好!{{studentName}} 的 {{className}} {{from}} 至 {{to}} 的课表取消 {{lessonCount}} 次课,原因:{{reason}}。新的课表排定后将再通知您。',
    },
    en: {
      subject: 'The timetable of {{className}} is withdrawn',
      body: 'Dear {{guardianName}}, the timetable of {{studentName}} in {{className}} from {{from}} to {{to}} is withdrawn, lessons cancelled: {{lessonCount}}. Reason: {{reason}}. We will tell you of the new one.',
    },
  },
  SEAT_OFFERED: {
    'zh-CN': {
      subject: '{{className}} 有空位了',
      body: '{{guardianName}},您好!{{studentName}} 候补的 {{className}} 有空位了,名额为您保留至 {{offerEndsAt}},请登录确认或放弃;逾期将顺延给下一位。',
    },
    en: {
      subject: 'A seat in {{className}}',
      body: 'Dear {{guardianName}}, a seat in {{className}} is free for {{studentName}}. It is held until {{offerEndsAt}}: please sign in to accept or decline it; after that the next in line is asked.',
    },
  },
  ACTIVITY_RESCHEDULED: {
    'zh-CN': {
      subject: '活动改期:{{title}} 改至 {{time}}',
      body: '{{guardianName}},您好!{{attendeeName}} 报名的活动「{{title}}」由 {{previousTime}} 调整至 {{time}},原因:{{reason}}。',
    },
    en: {
      subject: 'Moved: {{title}} is now on {{time}}',
      body: 'Dear {{guardianName}}, {{title}}, for which {{attendeeName}} has a seat, moves from {{previousTime}} to {{time}}. Reason: {{reason}}.',
    },
  },
  ACTIVITY_CANCELLED: {
    'zh-CN': {
      subject: '活动取消:{{title}} {{time}}',
      body: '{{guardianName}},您好!{{attendeeName}} 报名的活动「{{title}}」({{time}})取消,原因:{{reason}}。',
    },
    en: {
      subject: 'Cancelled: {{title}}, {{time}}',
      body: 'Dear {{guardianName}}, {{title}} on {{time}}, for which {{attendeeName}} has a seat, is cancelled. Reason: {{reason}}.',
    },
  },
};
