import type { LocalizedMessage } from '@campusgraph/errors';
import type { PlanCost } from './plan-cost.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** How many people have to be told. */
export const toldWords = ({ students, guardians, teachers }: PlanCost['told']): LocalizedMessage => ({
  en: `${counted(students, 'student')}, ${counted(guardians, 'guardian')} and ${counted(teachers, 'teacher')} have to be told.`,
  'zh-CN': `需通知 ${students} 名学员、${guardians} 位家长和 ${teachers} 位教师。`,
});
