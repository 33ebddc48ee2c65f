import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Supergraph } from '../supergraph.ts';
import { join, OPEN, type Requirement } from './requirement.ts';

/** What each `Type.field` requires. A field that is not in the map is open to everyone. */
export type Policies = ReadonlyMap<string, Requirement>;

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

/** A reader of one definition's own directives, under the names they have in this supergraph. */
const ownRequirement =
  ({ authenticated, requiresScopes }: Supergraph['directives']) =>
  (directives: readonly ConstDirectiveNode[] = []): Requirement =>
    directives.reduce<Requirement>((requirement, { name, arguments: given }) => {
      if (name.value === authenticated) return join(requirement, { authenticated: true, scopes: [] });
      if (name.value !== requiresScopes) return requirement;
      const value = given?.find((argument) => argument.name.value === 'scopes')?.value;
      const alternatives = (value ? valueFromASTUntyped(value) : []) as string[][];
      return join(requirement, { authenticated: true, scopes: [alternatives] });
    }, OPEN);

/**
 * The policies of a supergraph, by `Type.field`. A field requires what it says itself, what the type it stands in says
 * and what the type it returns says; a field of an interface requires that of every type which implements it, because
 * any of them may answer.
 */
export function readPolicies({ document, directives }: Supergraph): Policies {
  const own = ownRequirement(directives);
  const types = new Map<string, Requirement>();
  const fielded: Fielded[] = [];
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
    types.set(definition.name.value, own(definition.directives as readonly ConstDirectiveNode[]));
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
      fielded.push(definition);
  }
  const ofField = (type: Fielded, field: FieldDefinitionNode): Requirement =>
    [types.get(type.name.value), types.get(namedType(field.type)), own(field.directives)].reduce<Requirement>(
      (all, one) => (one ? join(all, one) : all),
      OPEN,
    );
  const policies = new Map<string, Requirement>();
  const add = (coordinate: string, requirement: Requirement) => {
    const joined = join(policies.get(coordinate) ?? OPEN, requirement);
    if (joined.authenticated) policies.set(coordinate, joined);
  };
  for (const type of fielded) {
    for (const field of type.fields ?? []) {
      const requirement = ofField(type, field);
      add(`${type.name.value}.${field.name.value}`, requirement);
      for (const { name } of type.interfaces ?? []) add(`${name.value}.${field.name.value}`, requirement);
    }
  }
  return policies;
}
