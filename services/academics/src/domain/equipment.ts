import { invalid } from '@campusgraph/errors';
import { checkText } from './text.ts';

const MAX_KINDS = 50;

/** Each kind once, in order. Throws INVALID_TEXT, TOO_MUCH_EQUIPMENT. */
export function checkEquipment(field: string, equipment: readonly string[]): string[] {
  if (equipment.length > MAX_KINDS) {
    throw invalid(
      'TOO_MUCH_EQUIPMENT',
      {
        en: `${field} may name at most ${MAX_KINDS} kinds, not ${equipment.length}.`,
        'zh-CN': `${field} 最多 ${MAX_KINDS} 种,收到 ${equipment.length} 种。`,
      },
      { field, count: equipment.length },
    );
  }
  return [...new Set(equipment.map((one) => checkText(field, one)))].toSorted();
}
