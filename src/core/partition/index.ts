/** Whoever comes in by this door can cut any network; code that loads early imports files of it, and `large` where it needs it. */
import './large';

export { type Certificate, certify, certifySteps } from './certificate';
export { certifyInterval } from './certifyInterval';
export {
  type CellComplex,
  edgeCount,
  faceCount,
  type PartitionOptions,
  vertexCount,
} from './complex';
export { domainFault, doubleArea } from './domain';
export { EngineError } from './errors';
export { faceOutputs } from './faceOutputs';
export { partitionInterval } from './interval';
export type { IntervalComplex } from './intervalComplex';
export { createLocator, locateFace } from './locate';
export type { PartitionRun } from './partitionRun';
export { partition, startPartition } from './run';
export { MERGE_TOLERANCE } from './tolerance';
export { faceRange, vertexOutputs } from './vertexOutputs';
