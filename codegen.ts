import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';

const services = readdirSync('services').filter((name) => existsSync(join('services', name, 'schema.graphql')));

/** `services/<name>/codegen-mappers.json`: which of the service's own types stand behind a GraphQL type. */
function mappersOf(service: string): Record<string, string> {
  const file = join('services', service, 'codegen-mappers.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}

const config: CodegenConfig = {
  silent: true,
  generates: Object.fromEntries(
    services.map((service) => [
      `services/${service}/src/generated/resolvers.ts`,
      {
        schema: `services/${service}/schema.graphql`,
        plugins: ['typescript', 'typescript-resolvers'],
        config: {
          federation: true,
          contextType: '@campusgraph/graphql#RequestContext',
          mappers: mappersOf(service),
          // Node runs this file as it is: types only, no enums, and imports with their real endings.
          enumsAsTypes: true,
          useTypeImports: true,
          emitLegacyCommonJSImports: false,
          importExtension: '.ts',
          strictScalars: true,
          scalars: {
            Fen: 'number',
            Lessons: 'number',
            // In from a string, out of a Date: the scalar serializes.
            DateTime: 'Date',
            Date: 'string',
            JSON: 'unknown',
            // Federation's own.
            _Any: 'unknown',
            federation__FieldSet: 'string',
            federation__Scope: 'string',
            link__Import: 'string',
          },
          avoidOptionals: {
            field: true,
            inputValue: false,
            object: true,
            defaultValue: false,
            resolvers: false,
            query: false,
            mutation: false,
            subscription: false,
          },
          maybeValue: 'T | null',
          inputMaybeValue: 'T | null | undefined',
          // A resolver may leave out what it does not know, and may be async.
          resolversNonOptionalTypename: { interfaceImplementingType: true, unionMember: true },
          useIndexSignature: false,
        },
      },
    ]),
  ),
};

export default config;
