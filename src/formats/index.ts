/**
 * Networks, points and numbers in and out: `import … from 'polytope-lens/formats'`. Readers never throw on bad input: they
 * return a result whose error names place and reason.
 */
export { type FormatError, formatErrorText } from './checks';
export { complexJson, intervalJson, type PartitionSource } from './complexJson';
export { readGraphFile } from './graphFile';
export { readGraphJson } from './graphJson/read';
export { writeGraphJson } from './graphJson/write';
export { networkOfGraph } from './graphNetwork';
export type { GraphResult, ReadGraph, ReadOptions } from './graphResult';
export { type MatrixForm, type MatrixLike, type MatrixTextOptions, matrixText } from './matrixText';
export { type Files, type ModelResult, readModelFile } from './modelFile';
export { parseNetworkFile } from './networkFile';
export { parseNetworkJson } from './networkJson';
export { parseNetworkSafetensors } from './networkSafetensors';
export { type NpyResult, readNpy, writeNpy } from './npy';
export type { Precision } from './numberText';
export type { NetworkResult, ParsedNetwork } from './parsedNetwork';
export {
  type CategoryColumn,
  type DataChoice,
  type DataResult,
  dataToTable,
  type NumberColumn,
  type ParsePointsOptions,
  type PointColumn,
  type PointsResult,
  type PointTable,
  parsePoints,
  type Scaling,
  tableToData,
  writePointsCsv,
  writePointsJson,
} from './points';
export { edgesCsv, facesCsv, piecesCsv } from './regionsCsv';
export { type NamedTensor, readSafetensors, type SafetensorsResult, writeSafetensors } from './safetensors';
export { numbersOf, type Tensor, type TensorData, type TensorType } from './tensors';
export { type VectorTextOptions, vectorText } from './vectorText';
export { writeNetworkJson } from './writeNetworkJson';
export { type NetworkView, writeNetworkSafetensors } from './writeNetworkSafetensors';
