import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { Kind, parse } from 'graphql';

const schemaOf = (service: string): string => join('services', service, 'schema.graphql');

/**
 * Which types stand behind a subgraph's GraphQL types: what its `codegen-mappers.json` says, and for an entity that is not
 * named there (it belongs to another service) nothing but its id, which is all that a reference carries.
 */
function mappersOf(service: string): Record<string, string> {
  const references = parse(readFileSync(schemaOf(service), 'utf8')).definitions.flatMap((definition) =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    definition.directives?.some(({ name }) => name.value === 'key')
      ? [[definition.name.value, '{ id: string }']]
      : [],
  );
  const file = join('services', service, 'codegen-mappers.json');
  const own = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  // The entity and the GraphQL type often have one name, and the generated file declares the latter.
  const renamed = Object.entries(own).map(([type, mapper]) => [type, mapper.replace(/#(\w+)$/, '#$1 as $1Parent')]);
  return { ...Object.fromEntries(references), ...Object.fromEntries(renamed) };
}

const settings = {
  federation: true,
  contextType: '@campusgraph/graphql#RequestContext',
  // Node runs these files as they are: types only, no enums, and imports with their real endings.
  enumsAsTypes: true,
  useTypeImports: true,
  emitLegacyCommonJSImports: false,
  strictScalars: true,
  scalars: {
    Fen: 'number',
    Lessons: 'number',
    // An ISO 8601 string outside, a Date inside.
    DateTime: 'Date',
    Date: 'string',
    JSON: 'unknown',
    _FieldSet: 'string',
  },
  // A field that is null is said to be null, never left out; an input or a resolver may be left out.
  avoidOptionals: { field: true, object: true },
  maybeValue: 'T | null',
  inputMaybeValue: 'T | null | undefined',
};

const services = readdirSync('services').filter((name) => existsSync(schemaOf(name)));

const config: CodegenConfig = {
  errorsOnly: true,
  generates: Object.fromEntries(
    services.map((service) => [
      `services/${service}/src/generated/resolvers.ts`,
      {
        schema: schemaOf(service),
        plugins: ['typescript', 'typescript-resolvers'],
        config: { ...settings, mappers: mappersOf(service) },
      },
    ]),
  ),
};

export default config;
