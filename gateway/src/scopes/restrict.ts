import { createHash } from 'node:crypto';
import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isListType,
  isNonNullType,
  Kind,
  print,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Policies } from './policies.ts';
import { type Grant, type Refusal, refusal } from './requirement.ts';

/** A document cut down to what a grant allows. */
export interface Restricted {
  readonly document: DocumentNode;
  /** Names this document to the query plan cache, which otherwise would serve the plan of the uncut one. */
  readonly queryHash: string;
  /** The nodes of the original document that were cut out, and why. */
  readonly removed: ReadonlyMap<FieldNode, Refusal>;
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** One level of the visit: a field, an operation or a fragment. `dead`: it is null whatever the subgraphs answer. */
interface Level {
  dead: boolean;
}

/**
 * Cuts every field out of the document that the grant does not allow; null when it allows all of them. Which type a
 * field belongs to is known from where it stands, so one pass over operations and fragments sees through aliases,
 * spreads and type conditions alike.
 *
 * A field whose non-null part was cut is null anyway, so it is cut too and no subgraph is asked for it (but never a
 * mutation: its effect is wanted). Selections that became empty ask for `__typename` instead, and those of abstract
 * types always do, because `complete` must know the type of what came back.
 */
export function restrict(
  document: DocumentNode,
  schema: GraphQLSchema,
  policies: Policies,
  grant: Grant,
): Restricted | null {
  const removed = new Map<FieldNode, Refusal>();
  const typeInfo = new TypeInfo(schema);
  const levels: Level[] = [];
  const kill = () => {
    const level = levels.at(-1);
    if (level) level.dead = true;
  };
  const enterLevel = () => void levels.push({ dead: false });
  const leaveLevel = () => void levels.pop();
  const visitor: ASTVisitor = {
    OperationDefinition: {
      enter: enterLevel,
      leave(node) {
        const dead = levels.pop()?.dead && node.operation === 'query';
        return dead ? { ...node, selectionSet: { ...node.selectionSet, selections: [TYPENAME] } } : undefined;
      },
    },
    FragmentDefinition: { enter: enterLevel, leave: leaveLevel },
    InlineFragment: { enter: enterLevel, leave: leaveLevel },
    Field: {
      enter(node) {
        const requirement = policies.get(`${typeInfo.getParentType()?.name}.${node.name.value}`);
        const refused = requirement && refusal(requirement, grant);
        if (!refused) return enterLevel();
        removed.set(node, refused);
        if (isNonNullType(typeInfo.getType()) && !node.directives?.length) kill();
        return null;
      },
      leave(node) {
        const type = typeInfo.getType();
        const dead = levels.pop()?.dead ?? false;
        if (
          !dead ||
          !type ||
          isListType(getNullableType(type)) ||
          typeInfo.getParentType() === schema.getMutationType()
        )
          return undefined;
        if (isNonNullType(type) && !node.directives?.length) kill();
        return null;
      },
    },
    SelectionSet: { leave: (node) => withTypename(node, isAbstractType(typeInfo.getParentType())) },
  };
  const cut: DocumentNode = visit(document, visitWithTypeInfo(typeInfo, visitor));
  if (removed.size === 0) return null;
  return { document: cut, queryHash: createHash('sha256').update(print(cut)).digest('hex'), removed };
}

function withTypename(node: SelectionSetNode, isAbstract: boolean): SelectionSetNode | undefined {
  if (node.selections.length > 0 && !isAbstract) return undefined;
  return { ...node, selections: [...node.selections, TYPENAME] };
}
