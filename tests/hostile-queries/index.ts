import { COST } from './cost.ts';
import type { HostileQuery } from './hostile-query.ts';
import { HTTP } from './http.ts';
import { NAMES } from './names.ts';
import { OPERATIONS } from './operations.ts';
import { SCHEMA } from './schema.ts';
import { SHAPE } from './shape.ts';
import { VALUES } from './values.ts';

export const HOSTILE_QUERIES: readonly HostileQuery[] = [
  ...SHAPE,
  ...COST,
  ...VALUES,
  ...NAMES,
  ...SCHEMA,
  ...OPERATIONS,
  ...HTTP,
];
