import type { ClassGroup, School } from './model.ts';

/** Children who attend the same classes, counted. */
export interface SameClasses {
  classGroupIds: readonly string[];
  children: number;
}

/** One for each set of classes that some child attends; who is in one class alone counts by its seats. */
export function sameClasses({ students, classGroups }: School): SameClasses[] {
  const known = students
    .map(({ classGroupIds }) => [...new Set(classGroupIds)].toSorted())
    .filter((classGroupIds) => classGroupIds.length > 1);
  const several = [...Map.groupBy(known, (ids) => JSON.stringify(ids)).values()].map((alike) => ({
    classGroupIds: alike[0] ?? [],
    children: alike.length,
  }));
  const taken = Map.groupBy(known.flat(), (id) => id);
  const alone = ({ id, size }: ClassGroup) => ({
    classGroupIds: [id],
    children: Math.max(size - (taken.get(id)?.length ?? 0), 0),
  });
  return [...several, ...classGroups.map(alone)].filter(({ children }) => children > 0);
}

/** Of these the sets with a class of young children. */
export function youngClasses(school: School): (readonly string[])[] {
  const young = new Set(
    school.classGroups.flatMap(({ id, youngestAge }) =>
      youngestAge !== null && youngestAge <= school.policy.youngAge ? [id] : [],
    ),
  );
  return sameClasses(school).flatMap(({ classGroupIds }) =>
    classGroupIds.some((id) => young.has(id)) ? [classGroupIds] : [],
  );
}
