import type { Situation } from '@campusgraph/academics/timetabling/repair';
import highsModule from 'highs';

/** The package's types are those of its CommonJS face; to `import` it gives the function itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

export interface Fewest {
  /** Moves of the best timetable found; null when there is none. */
  moves: number | null;
  isProven: boolean;
  /** Of the solver: `Optimal`, `Infeasible` when no timetable holds every lecture, or why it ended. */
  status: string;
  ms: number;
}

/**
 * The fewest lessons that have to change time or room, by an integer program. Any room does for any lesson, so a period is possible when
 * it has no more lessons than open rooms beside the ones kept in theirs: a course's lessons in a period are kept (`k`, in their room) or new
 * there (`n`, in any room). Only for situations of `cttSituation`.
 */
export async function fewestMoves(situation: Situation, seconds: number): Promise<Fewest> {
  const highs = await loadHighs();
  const begun = performance.now();
  const { Status, ObjectiveValue } = highs.solve(program(situation), { time_limit: seconds, output_flag: false });
  const ms = performance.now() - begun;
  const isProven = Status === 'Optimal';
  const isFound = isProven || (Status === 'Time limit reached' && Number.isFinite(ObjectiveValue));
  return { moves: isFound ? Math.round(ObjectiveValue) : null, isProven, status: Status, ms };
}

/** In CPLEX's LP format. */
function program(situation: Situation): string {
  const { classes, lessons, rooms, branches, teachers, students, days, slotsPerDay } = situation;
  const slots = Array.from({ length: days * slotsPerDay }, (_, slot) => slot);
  const closed = new Set(branches.flatMap((one) => one.closed.flatMap(({ from, to }) => range(from, to))));
  const shut = new Map(
    rooms.map(({ id, closed: own }) => [id, new Set(own.flatMap(({ from, to }) => range(from, to)))]),
  );
  const kept = new Map<string, string>();
  const at = new Map<string, string[]>();
  const ofClass = new Map<string, string[]>(classes.map(({ id }) => [id, []]));
  const add = (name: string, group: number, slot: number, id: string) => {
    const key = `${group}_${slot}`;
    at.set(key, [...(at.get(key) ?? []), name]);
    ofClass.get(id)?.push(name);
  };
  for (const [group, { id, away }] of classes.entries()) {
    const gone = new Set(away.flatMap(({ from, to }) => range(from, to)));
    for (const slot of slots) {
      if (closed.has(slot) || gone.has(slot)) continue;
      add(`n${group}_${slot}`, group, slot, id);
      const there = lessons.find(({ classId, place }) => classId === id && place?.start === slot)?.place;
      if (!there || shut.get(there.roomId)?.has(slot)) continue;
      kept.set(`k${group}_${slot}`, there.roomId);
      add(`k${group}_${slot}`, group, slot, id);
    }
  }
  const sum = (groups: readonly number[], slot: number) => groups.flatMap((group) => at.get(`${group}_${slot}`) ?? []);
  const parties = [
    ...classes.map((_, group) => [group]),
    ...students.map(({ id }) => groupsOf(situation, (one) => one.studentIds.includes(id))),
    ...teachers.map(({ courseIds }) => groupsOf(situation, (one) => courseIds?.includes(one.courseId) ?? false)),
  ];
  const everybody = classes.map((_, group) => group);
  const atMost = (names: readonly string[], most: number) =>
    names.length > most ? [`${names.join(' + ')} <= ${most}`] : [];
  const rows = [
    ...classes.map(({ id }) => {
      const count = lessons.filter(({ classId }) => classId === id).length;
      return `${ofClass.get(id)?.join(' + ')} = ${count}`;
    }),
    ...slots.flatMap((slot) => parties.flatMap((groups) => atMost(sum(groups, slot), 1))),
    ...slots.flatMap((slot) => atMost(sum(everybody, slot), rooms.filter(({ id }) => !shut.get(id)?.has(slot)).length)),
  ];
  const names = [...at.values()].flat();
  const moves = names.filter((name) => !kept.has(name));
  return `Minimize\n ${wrapped(moves.join(' + '))}\nSubject To\n ${rows.map(wrapped).join('\n ')}\nBinary\n ${names.join('\n ')}\nEnd\n`;
}

const groupsOf = ({ classes }: Situation, belongs: (group: Situation['classes'][number]) => boolean): number[] =>
  classes.flatMap((group, number) => (belongs(group) ? [number] : []));

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** The format's lines are short. */
const wrapped = (line: string): string => line.replaceAll(/(?<=(?: \+ [^+]*){20}) \+ /g, '\n  + ');
