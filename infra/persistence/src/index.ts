export { violates } from './constraints.ts';
export { type Database, type DatabaseSchema, type DatabaseUrls, migrate, openDatabase } from './database.ts';
export { EVENT_SCHEMA } from './event-tables.ts';
export { newId } from './new-id.ts';
export { type TenantRule, tenantPolicies } from './policies.ts';
export { aggregateProperties, day, fen, instant, lessonHundredths, oneOf } from './properties.ts';
export { type Search, searched, searchIndex, searchRole } from './search.ts';
export { type Aggregate, sessionVariables, type UnitOfWork, type UnitScope } from './unit-of-work.ts';
