export { type ExplainOptions, explain } from './explain.ts';
export type { Finding, FindingCode } from './finding.ts';
