import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** Whether `@skip` and `@include` leave a selection in, under these variables. */
export const isIncluded = (selection: SelectionNode, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if !== true &&
  getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;

/**
 * Those of `fields` that the operation really asks for under these variables, each with the response path where it is
 * first asked for, list indices left out. Each fragment is entered once, so a bomb of spreads costs nothing.
 */
export function reachableFields<Value>(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  fields: ReadonlyMap<FieldNode, Value>,
): (readonly [field: FieldNode, path: readonly string[], value: Value])[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const found: (readonly [FieldNode, readonly string[], Value])[] = [];
  const walk = (selectionSet: SelectionSetNode, path: readonly string[]): void => {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, path);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        fragments.delete(selection.name.value);
        if (fragment) walk(fragment.selectionSet, path);
      } else {
        const here = [...path, selection.alias?.value ?? selection.name.value];
        const value = fields.get(selection);
        if (value !== undefined) found.push([selection, here, value]);
        else if (selection.selectionSet) walk(selection.selectionSet, here);
      }
    }
  };
  walk(operation.selectionSet, []);
  return found;
}
