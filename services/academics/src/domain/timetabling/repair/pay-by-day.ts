import { dayOf, type Place, type Situation, type Teacher } from './situation.ts';

/** From a day on, until the teacher's next rule begins, each lesson earns the same (rules.md, "Teacher pay", FIXED). */
export interface PayRule {
  amountFen: number;
  /** `YYYY-MM-DD`, in the branch's zone. */
  validFrom: string;
}

/** What a lesson on each day earns, by the last rule to have begun; null before the first. Days `YYYY-MM-DD` in the branch's zone. */
export function payFenByDay(rules: readonly PayRule[], days: readonly string[]): Teacher['payFenByDay'] {
  const inOrder = rules.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return days.map((day) => inOrder.findLast(({ validFrom }) => validFrom <= day)?.amountFen ?? null);
}

/** What a lesson earns who teaches it there; null: unknown. */
export const payFenOf = (
  situation: Pick<Situation, 'slotsPerDay'>,
  { payFenByDay: ofDays }: Pick<Teacher, 'payFenByDay'>,
  { start }: Pick<Place, 'start'>,
): number | null => ofDays[dayOf(situation, start)] ?? null;
