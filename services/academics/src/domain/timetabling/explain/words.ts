import type { LocalizedMessage } from '@campusgraph/errors';
import type { HardRule } from '../school/index.ts';
import { REMEDIES } from './rule-words.ts';

/** More names than these are counted, not read. */
const MAX_NAMES = 6;

interface Amounts {
  neededMinutes: number;
  availableMinutes: number;
}

/** 2475 → `41.25`. */
const hours = (minutes: number): string => `${Math.round((minutes / 60) * 100) / 100}`;

const enNames = (names: readonly string[]): string =>
  names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
const zhNames = (names: readonly string[]): string =>
  names.slice(0, MAX_NAMES).join('、') + (names.length > MAX_NAMES ? `等 ${names.length} 个` : '');

const enRemedies = (rules: readonly HardRule[]): string => rules.map((rule) => REMEDIES[rule].en).join('; or ');
const zhRemedies = (rules: readonly HardRule[]): string => rules.map((rule) => REMEDIES[rule]['zh-CN']).join(';或');

export function classHasNoTime(
  name: string,
  places: { found: number; needed: number },
  rules: readonly HardRule[],
): LocalizedMessage {
  const { found, needed } = places;
  const several = { en: 'several rules together leave no time', 'zh-CN': '多项规则共同作用,没有可用时间' };
  return {
    en: `${name} has ${found} of its ${needed} weekly lessons' times even if no other class met. ${rules.length > 0 ? `What would help: ${enRemedies(rules)}` : `Here ${several.en}`}.`,
    'zh-CN': `即使没有其他班级,“${name}”每周 ${needed} 节课也只能排下 ${found} 节。${rules.length > 0 ? `可行办法:${zhRemedies(rules)}` : several['zh-CN']}。`,
  };
}

export function roomsTooFewHours(
  rooms: readonly string[],
  classes: readonly string[],
  amounts: Amounts,
  toMove: number,
): LocalizedMessage {
  const { neededMinutes, availableMinutes } = amounts;
  const [needed, available, more] = [neededMinutes, availableMinutes, neededMinutes - availableMinutes].map(hours);
  const [many, it] = [rooms.length > 1, rooms.length > 1 ? 'them' : 'it'];
  return {
    en:
      rooms.length === 0
        ? `No room will do for ${enNames(classes)}: change what they need, or equip a room.`
        : `${enNames(rooms)} ${many ? 'need' : 'needs'} ${needed} hours in a ${available}-hour week: open ${it} ${more} hours longer, or let ${toMove} of these classes use another room: ${enNames(classes)}.`,
    'zh-CN':
      rooms.length === 0
        ? `没有教室适合:${zhNames(classes)}。请调整其要求,或为教室配备设备。`
        : `${zhNames(rooms)}每周需要 ${needed} 小时,而可用只有 ${available} 小时:请延长开放 ${more} 小时,或将其中 ${toMove} 个班级换到其他教室:${zhNames(classes)}。`,
  };
}

export function teachersTooFewHours(
  teachers: readonly string[],
  classes: readonly string[],
  amounts: Amounts,
  toMove: number,
): LocalizedMessage {
  const { neededMinutes, availableMinutes } = amounts;
  const [needed, available, more] = [neededMinutes, availableMinutes, neededMinutes - availableMinutes].map(hours);
  const many = teachers.length > 1;
  return {
    en:
      teachers.length === 0
        ? `Nobody can teach ${enNames(classes)}: add the skill to a teacher, or change whom they must have.`
        : `${enNames(teachers)} ${many ? 'are' : 'is'} needed for ${needed} hours and can give ${available} in a week: agree on ${more} hours more, or let ${toMove} of these classes have another teacher: ${enNames(classes)}.`,
    'zh-CN':
      teachers.length === 0
        ? `没有老师可以教授:${zhNames(classes)}。请为老师补充可授课程,或放宽对老师的要求。`
        : `${zhNames(teachers)}每周需授课 ${needed} 小时,而只能安排 ${available} 小时:请增加 ${more} 小时,或将其中 ${toMove} 个班级交给其他老师:${zhNames(classes)}。`,
  };
}

export function childTooFewHours(
  children: number,
  classes: readonly string[],
  { neededMinutes, availableMinutes }: Amounts,
): LocalizedMessage {
  const [needed, available] = [neededMinutes, availableMinutes].map(hours);
  return {
    en: `${children} ${children === 1 ? 'child attends' : 'children attend'} ${enNames(classes)}: ${needed} hours of lessons that can only be in the same ${available} hours of the week. Open longer, or enrol them in fewer of these classes.`,
    'zh-CN': `${children} 名学员同时就读${zhNames(classes)}:共需 ${needed} 小时,而可排时间只有 ${available} 小时。请延长营业时间,或减少其就读班级。`,
  };
}

export const rulesClash = (classes: readonly string[], rules: readonly HardRule[]): LocalizedMessage => ({
  en: `No timetable was found in which ${enNames(classes)} all have their lessons. Any one of these made it possible: ${enRemedies(rules)}.`,
  'zh-CN': `未能找到让以下班级全部排下的课表:${zhNames(classes)}。以下任一办法即可排下:${zhRemedies(rules)}。`,
});
