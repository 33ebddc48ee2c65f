export { type Breach, breaches, type Costs, costs, totalCost } from './evaluate.ts';
export { type FlatProblem, flatten } from './flat-problem.ts';
export type { Rule } from './placed.ts';
export * from './problem.ts';
export { type Budget, type Found, type Progress, type SearchOptions, search } from './search.ts';
