export { type Certificate, certify, certifyInterval } from './certificate';
export {
  type CellComplex,
  edgeCount,
  faceCount,
  type PartitionOptions,
  transferables,
  vertexCount,
} from './complex';
export { doubleArea, domainFault } from './domain';
export { EngineError } from './errors';
export { type IntervalComplex, partitionInterval } from './interval';
export { createLocator } from './locate';
export { faceOutputs } from './outputs';
export { type PartitionRun, partition, startPartition } from './run';
export { MERGE_TOLERANCE } from './tolerance';
