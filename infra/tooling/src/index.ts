export { type Composition, compose, readSubgraphs, SUPERGRAPH, type Subgraph } from './compose.ts';
export { type Counts, countJest, type JestReport, summary, total } from './count-results.ts';
