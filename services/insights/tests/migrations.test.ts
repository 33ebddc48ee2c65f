import { createTestDatabase, migrationDrift } from '@campusgraph/testing';
import { expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';

test('the migrations make exactly the tables that the entities describe', async () => {
  const database = await createTestDatabase(schema);
  try {
    expect(await migrationDrift(schema, database.urls)).toEqual([]);
  } finally {
    await database.drop();
  }
});
