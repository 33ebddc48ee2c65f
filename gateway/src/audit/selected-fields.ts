import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { PersonalFields } from './personal-fields.ts';

/**
 * The personal fields that an operation selects, sorted: `Guardian.phone`, whatever the alias and however many fragments
 * lie in between. A field of an interface is named for each type that may stand there. Selections that `isIncluded` denies are
 * left out. Each fragment is entered once for each type it is spread in, so a bomb of spreads costs nothing.
 */
export function selectedPersonalFields(
  {
    schema,
    document,
    operation,
  }: { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode },
  personal: PersonalFields,
  isIncluded: (selection: SelectionNode) => boolean,
): string[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  /** Inside an object an interface's name says nothing new: what stands there is known. */
  const narrowed = (parent: GraphQLNamedType, condition: NamedTypeNode | undefined): GraphQLNamedType =>
    isObjectType(parent) || !condition ? parent : (schema.getType(condition.name.value) ?? parent);
  const entered = new Set<string>();
  const selected = new Set<string>();
  const walk = (set: SelectionSetNode, parent: GraphQLNamedType): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, narrowed(parent, selection.typeCondition));
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        const inside = narrowed(parent, fragment?.typeCondition);
        const visit = `${selection.name.value} on ${inside.name}`;
        if (!fragment || entered.has(visit)) continue;
        entered.add(visit);
        walk(fragment.selectionSet, inside);
      } else {
        for (const field of personal.get(`${parent.name}.${selection.name.value}`) ?? []) selected.add(field);
        const type = fieldType(parent, selection.name.value);
        if (selection.selectionSet && type) walk(selection.selectionSet, type);
      }
    }
  };
  const root = schema.getRootType(operation.operation);
  if (root) walk(operation.selectionSet, root);
  return [...selected].sort();
}

function fieldType(parent: GraphQLNamedType, name: string): GraphQLNamedType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const field = parent.getFields()[name];
  return field && getNamedType(field.type);
}
