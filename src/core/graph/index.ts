/** Networks as graphs: `lowerGraph` turns one into the chain of layers that the engine cuts. */
export { checkGraph } from './check';
export { evaluateGraph, graphOutput } from './evaluate';
export { type ExactPart, exactNetwork, exactPart } from './exactPart';
export { lowerGraph } from './lower';
export { type NodeSummary, summariseGraph } from './summary';
export * from './types';
