import { type FieldNode, Kind, parse, type SelectionNode } from 'graphql';

/** A field that a fetch asks a subgraph for: its path in the subgraph's answer, and at how many entities it stands. */
export interface FetchedPlace {
  path: (string | number)[];
  count: number;
}

const responseKey = (field: FieldNode): string => field.alias?.value ?? field.name.value;

const isAskedFor = (selection: SelectionNode): selection is FieldNode =>
  selection.kind === Kind.FIELD && selection.name.value !== '__typename';

/**
 * What a fetch asks for, so that a failure can be reported where the client will miss something: each root field, or
 * for entities each field of the first entity of its type. The gateway turns `['_entities', 3, 'balance']` into the
 * place in the client's own query.
 */
export function fetchedPlaces({
  query,
  variables,
}: {
  query?: string;
  variables?: Record<string, unknown>;
}): FetchedPlace[] {
  const [operation] = parse(query ?? '', { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  const representations = (variables?.representations ?? []) as { __typename?: string }[];
  return operation.selectionSet.selections.flatMap((selection) => {
    if (!isAskedFor(selection)) return [];
    if (selection.name.value !== '_entities') return [{ path: [responseKey(selection)], count: 1 }];
    return (selection.selectionSet?.selections ?? []).flatMap((fragment) => entityPlaces(fragment, representations));
  });
}

function entityPlaces(fragment: SelectionNode, representations: { __typename?: string }[]): FetchedPlace[] {
  if (fragment.kind !== Kind.INLINE_FRAGMENT) return [];
  const type = fragment.typeCondition?.name.value;
  const count = representations.filter(({ __typename }) => __typename === type).length;
  const first = Math.max(
    0,
    representations.findIndex(({ __typename }) => __typename === type),
  );
  return fragment.selectionSet.selections
    .filter(isAskedFor)
    .map((field) => ({ path: ['_entities', first, responseKey(field)], count: Math.max(1, count) }));
}
