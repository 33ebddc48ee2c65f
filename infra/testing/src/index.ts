export { type TestClock, testClock } from './clock.ts';
export { createTestDatabase, type TestDatabase } from './database.ts';
export { migrationDrift } from './migration-drift.ts';
export { principals } from './principals.ts';
export { type Answer, createTestGateway, type TestGateway } from './subgraph-client.ts';
export { waitFor } from './wait.ts';
