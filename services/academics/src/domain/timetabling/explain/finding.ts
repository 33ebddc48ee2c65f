import type { LocalizedMessage } from '@campusgraph/errors';
import type { HardRule } from '../school/index.ts';

export type FindingCode =
  | 'CLASS_HAS_NO_TIME'
  | 'ROOMS_TOO_FEW_HOURS'
  | 'TEACHERS_TOO_FEW_HOURS'
  | 'CHILD_TOO_FEW_HOURS'
  | 'RULES_CLASH';

/** Why something cannot be placed, and what would make it possible. */
export interface Finding {
  code: FindingCode;
  classGroupIds: readonly string[];
  roomIds: readonly string[];
  teacherIds: readonly string[];
  /** Of a week; null where nothing was counted. */
  neededMinutes: number | null;
  availableMinutes: number | null;
  /** The hard rules that stand against it, where the search found them out. */
  rules: readonly HardRule[];
  /** Counted, so it holds whatever the search does; else only found by searching. */
  proven: boolean;
  message: LocalizedMessage;
}
