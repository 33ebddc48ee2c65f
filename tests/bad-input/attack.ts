import { type BadValue, badValuesFor } from './bad-values.ts';
import { MAY_BE_ACCEPTED, TOLD_AS, UNNAMED } from './declared.ts';
import type { Example } from './examples/example.ts';
import { type Answer, judge } from './judge.ts';
import type { Operation } from './operations.ts';
import { type Place, placesIn, printed, put } from './places.ts';
import type { School } from './school.ts';

/** What came of attacking one operation. */
export interface Findings {
  /** A sentence for each fault. */
  faults: string[];
  cases: number;
  /** The declared exceptions without which there were more faults. */
  needed: Set<string>;
  /** What a subgraph refused, to be sent once more. */
  refused: RefusedRequest[];
}

export interface RefusedRequest {
  /** `addRoom: input.name, blank`. */
  name: string;
  /** At no moment good: what is only bad now (a room that is taken) may be accepted another time. */
  isAlwaysBad: boolean;
  isRefusedAgain(): Promise<boolean>;
}

/** Puts every bad value in the place of every argument of a valid example, which is made anew whenever it was used up. */
export async function attack(
  school: School,
  operation: Operation,
  makers: readonly (() => Promise<Omit<Example, 'input'> & { variables: Record<string, unknown> }>)[],
  idOfAnotherType: (place: Place) => Promise<string>,
): Promise<Findings> {
  const findings: Findings = { faults: [], cases: 0, needed: new Set(), refused: [] };
  for (const make of makers) {
    let example = await make();
    const valid = await school.send(operation.document, example.variables, example.token);
    if (valid.errors) {
      findings.faults.push(`${operation.name}: the example was refused: ${JSON.stringify(valid.errors).slice(0, 500)}`);
      continue;
    }
    await example.end?.(valid.data);
    const isConsumed = operation.kind === 'mutation';
    if (isConsumed) example = await make();
    const refused: { place: Place; bad: BadValue }[] = [];
    const places = placesIn(operation.args, example.variables);
    const others = places.map(({ path }) => String(path.at(-1))).filter((name) => !/^(input|\d+)$/.test(name));
    for (const place of places) {
      for (const bad of badValuesFor(place, await idOfAnotherType(place))) {
        const answer = await school.send(operation.document, put(example.variables, place.path, bad), example.token);
        findings.cases += 1;
        findings.faults.push(...faultsOf(operation, place, bad, answer, others, findings.needed));
        if (reachedSubgraph(answer)) refused.push({ place, bad });
        if (answer.errors || !isConsumed) continue;
        await example.end?.(answer.data);
        example = await make();
      }
    }
    const { variables, token } = example;
    if (!isConsumed) continue;
    findings.refused.push(
      ...refused.map(({ place: { path }, bad }) => ({
        name: `${operation.name}: ${printed(path)}, ${bad.name}`,
        isAlwaysBad: bad.outcome === 'refused',
        isRefusedAgain: async () =>
          (await school.send(operation.document, put(variables, path, bad), token)).errors !== undefined,
      })),
    );
  }
  return findings;
}

const reachedSubgraph = ({ errors = [] }: Answer): boolean => errors.some(({ extensions }) => extensions?.subgraph);

function faultsOf(
  operation: Operation,
  { path }: Place,
  bad: BadValue,
  answer: Answer,
  others: readonly string[],
  needed: Set<string>,
): string[] {
  const place = `${operation.name}: ${printed(path)}`;
  // A list that is asked for something that is not there is empty.
  const isSearch = operation.kind === 'query' && /^an (unknown id|id of another type)$/.test(bad.name);
  const strict = { path, bad, mayBeAccepted: isSearch, unnamed: [], others };
  const fault = judge(answer, strict);
  if (fault === null) return [];
  const exceptions = {
    [`${place}, ${bad.name}`]: { mayBeAccepted: MAY_BE_ACCEPTED[place]?.values.includes(bad.name) ?? false },
    [operation.name]: { unnamed: UNNAMED[operation.name]?.codes ?? [] },
    [place]: { toldAs: TOLD_AS[place] },
  };
  const excuse = Object.entries(exceptions).find(([, one]) => judge(answer, { ...strict, ...one }) === null);
  if (!excuse) return [`${place}, ${bad.name}, ${fault}`];
  needed.add(excuse[0]);
  return [];
}
