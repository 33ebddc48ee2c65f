import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Assumed for a list that cannot be paged, such as the lines of a contract. */
const UNPAGED_ITEMS = 10;
/** Assumed for a connection that is not told how many. */
const DEFAULT_PAGE = 20;

type Variables = Readonly<Record<string, unknown>>;
type Fields = Record<string, GraphQLField<unknown, unknown>>;

/**
 * About how many values the answer holds: each field counts one, times the sizes of all lists it stands in. A page is as
 * large as `first` or `last` says, in the query or in a variable; a connection's own lists are not multiplied again.
 * Each fragment is counted once per type, whatever the number of its spreads inside one another.
 */
export function estimateCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const fragmentCosts = new Map<string, number>();
  const fragmentCost = (name: string): number => {
    const known = fragmentCosts.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const cost = fragment ? selectionCost(fragment.selectionSet, fragment.typeCondition.name.value) : 0;
    fragmentCosts.set(name, cost);
    return cost;
  };
  const fieldCost = (node: FieldNode, parent: string): number => {
    const field = fieldsOf(schema, parent)[node.name.value];
    if (!field) return 1;
    if (!node.selectionSet) return 1;
    const inside = selectionCost(node.selectionSet, getNamedType(field.type).name);
    return 1 + listSize(field, node, parent, variables) * inside;
  };
  const selectionCost = (set: SelectionSetNode, parent: string): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + fieldCost(selection, parent);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + fragmentCost(selection.name.value);
      return sum + selectionCost(selection.selectionSet, selection.typeCondition?.name.value ?? parent);
    }, 0);
  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  return selectionCost(operation.selectionSet, root.name);
}

function fieldsOf(schema: GraphQLSchema, type: string): Fields {
  const found = schema.getType(type);
  return isObjectType(found) || isInterfaceType(found) ? found.getFields() : {};
}

function listSize(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  parent: string,
  variables: Variables,
): number {
  if (field.args.some(({ name }) => name === 'first' || name === 'last')) {
    const { first, last } = pageArguments(field, node, variables);
    const sizes = [first, last].filter((size): size is number => typeof size === 'number');
    return sizes.length > 0 ? Math.max(1, ...sizes) : DEFAULT_PAGE;
  }
  const isConnectionsOwn = parent.endsWith('Connection');
  return isListType(getNullableType(field.type)) && !isConnectionsOwn ? UNPAGED_ITEMS : 1;
}

/** Arguments that cannot be coerced are reported by the execution; here they only count as not given. */
function pageArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}
