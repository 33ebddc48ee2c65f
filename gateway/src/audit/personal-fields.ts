import {
  type ConstDirectiveNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import type { Supergraph } from '../supergraph.ts';

/**
 * The fields with personal data, by the `Type.field` that a query may name: an interface's field stands for those of all
 * types that implement it. A field that is not in the map is not personal.
 */
export type PersonalFields = ReadonlyMap<string, readonly string[]>;

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** How subgraphs mark personal data: `@tag(name: "personal")` on a field, or on a type for all of its fields. */
const PERSONAL = 'personal';

/** What is marked in a supergraph. A mark on an interface's field holds for every type that implements it. */
export function readPersonalFields({ document, directives }: Supergraph): PersonalFields {
  const isMarked = (own: readonly ConstDirectiveNode[] = []): boolean =>
    own.some(
      ({ name, arguments: given = [] }) =>
        name.value === directives.tag &&
        given.some(({ value }) => value.kind === Kind.STRING && value.value === PERSONAL),
    );
  const types = document.definitions.filter(
    (definition): definition is Fielded =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  const marked = new Set<string>();
  for (const type of types) {
    for (const field of type.fields ?? []) {
      if (isMarked(type.directives) || isMarked(field.directives)) marked.add(`${type.name.value}.${field.name.value}`);
    }
  }
  const personal = new Map<string, string[]>();
  for (const type of types) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const own = `${type.name.value}.${field.name.value}`;
      const names = [own, ...(type.interfaces ?? []).map(({ name }) => `${name.value}.${field.name.value}`)];
      if (!names.some((name) => marked.has(name))) continue;
      for (const name of names) personal.set(name, [...(personal.get(name) ?? []), own]);
    }
  }
  return personal;
}
