import { existsSync, readdirSync } from 'node:fs';
import type { DatabaseSchema } from '@campusgraph/persistence';

const folder = new URL('../services/', import.meta.url);

/** The names of all services, as their folders say. */
export const SERVICES: readonly string[] = readdirSync(folder).filter((name) =>
  existsSync(new URL(`${name}/schema.graphql`, folder)),
);

/** What a service's database is made of. */
export async function schemaOf(service: string): Promise<DatabaseSchema> {
  const module = (await import(new URL(`${service}/src/persistence/schema.ts`, folder).href)) as {
    schema: DatabaseSchema;
  };
  return module.schema;
}
