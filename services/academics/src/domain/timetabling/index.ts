export { type FlatProblem, flatten } from './flat-problem.ts';
export * from './problem.ts';
export { type Budget, type Found, type Progress, type SearchOptions, search } from './search.ts';
