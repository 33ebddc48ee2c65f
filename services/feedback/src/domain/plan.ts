import { invalid } from '@campusgraph/errors';
import { callbackDays } from './callback.ts';

/** Throws INVALID_CALLBACK_PLAN for a plan without a name or without words, INVALID_CALLBACK_DAYS. */
export function checkPlan(plan: { name: string; script: string; dueWithinDays: number }): void {
  callbackDays(plan.dueWithinDays);
  const argument = (['name', 'script'] as const).find((one) => plan[one].trim() === '');
  if (!argument) return;
  throw invalid(
    'INVALID_CALLBACK_PLAN',
    {
      en: `A callback plan needs a name and the words that the caller says; ${argument} is empty.`,
      'zh-CN': `回访计划须有名称和话术;${argument} 为空。`,
    },
    { argument },
  );
}
