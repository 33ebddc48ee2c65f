import type { LocalizedMessage } from '@campusgraph/errors';
import type { HardRule } from '../school/index.ts';

/** What would have to give way for a rule that stands against a lesson. */
export const REMEDIES: Record<HardRule, LocalizedMessage> = {
  ROOM_ONCE: { en: 'one more room of the kind', 'zh-CN': '增加一间同类教室' },
  TEACHER_ONCE: { en: 'one more teacher who can give it', 'zh-CN': '增加一位可授课的老师' },
  CLASS_ONCE: { en: 'fewer lessons of the class', 'zh-CN': '减少该班每周课次' },
  STUDENT_ONCE: { en: 'another class for the children who attend both', 'zh-CN': '为同时就读的学员换一个班级' },
  ROOM_SUITS: { en: 'another room than those it must have', 'zh-CN': '放宽指定教室' },
  CAPACITY: { en: 'a larger room, or a smaller class', 'zh-CN': '更大的教室,或缩小班额' },
  EQUIPMENT: { en: 'the equipment in one more room', 'zh-CN': '为另一间教室配备所需设备' },
  TEACHER_SUITS: { en: 'another teacher than those it must have', 'zh-CN': '放宽指定老师' },
  SKILL: { en: 'one more teacher with the skill', 'zh-CN': '增加一位具备该课程资质的老师' },
  TIER: { en: 'a teacher of another tier', 'zh-CN': '放宽老师级别' },
  TEACHER_HOURS: { en: 'more working hours of a teacher', 'zh-CN': '延长老师可排时间' },
  TEACHER_ABSENCE: { en: 'a substitute while the teacher is away', 'zh-CN': '缺勤期间安排代课老师' },
  ROOM_CLOSURE: { en: 'the room reopened', 'zh-CN': '恢复停用的教室' },
  OPENING_HOURS: { en: 'longer opening hours', 'zh-CN': '延长营业时间' },
  CLOSING_DAYS: { en: 'fewer closing days', 'zh-CN': '减少放假日' },
  LATEST_END: {
    en: 'an earlier or a shorter lesson: the law sets the latest end',
    'zh-CN': '提前或缩短课次(最晚下课时间由法规限定)',
  },
  TEACHER_DAY: { en: 'more hours on a day for a teacher', 'zh-CN': '提高老师每日课时上限' },
  TEACHER_WEEK: { en: 'more hours in the week for a teacher', 'zh-CN': '提高老师每周课时上限' },
  TEACHER_TRAVEL: { en: 'a teacher who need not travel between branches', 'zh-CN': '安排无需跨校区的老师' },
  STUDENT_TRAVEL: { en: 'both classes of the child at one branch', 'zh-CN': '让学员的两个班在同一校区' },
  CLASS_DAYS_APART: { en: 'fewer days between the lessons of the class', 'zh-CN': '缩短该班课次之间的间隔天数' },
  CLASS_ROOMS: { en: 'one more room for the class in the week', 'zh-CN': '允许该班每周多用一间教室' },
  TEACHER_SHORT_DAY: { en: 'a teacher who may come for fewer hours', 'zh-CN': '放宽老师每日最少课时' },
  TEACHER_ROW: { en: 'more hours without a pause for a teacher', 'zh-CN': '放宽老师连续授课时长' },
  TEACHER_DAYS: { en: 'one more day in the week for a teacher', 'zh-CN': '增加老师每周到校天数' },
  TEACHER_REST: { en: 'a shorter rest between evening and morning', 'zh-CN': '缩短老师晚课与次日早课的间隔' },
  TEACHER_ROOMS: { en: 'one more room on a day for a teacher', 'zh-CN': '允许老师每日多用一间教室' },
  YOUNG_ROW: { en: 'more lessons in a row for young children', 'zh-CN': '放宽低龄学员连续上课时长' },
  FIXED: { en: 'moving a lesson that is fixed', 'zh-CN': '调整固定课次' },
  LINKED: { en: 'undoing a link between classes', 'zh-CN': '解除班级之间的关联' },
};
