export { type TestClock, testClock } from './clock.ts';
export { createTestDatabase, type TestDatabase } from './database.ts';
export { principals } from './principals.ts';
export { waitFor } from './wait.ts';
