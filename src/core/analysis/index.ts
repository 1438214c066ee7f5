export { inputBend, inputBends, sliceBends } from './bends';
export { type Cells, type Coded, haveMaps, intervalCells } from './cells';
export { type CodeDistance, codeDistance, differingUnits } from './codeDistance';
export { compareInputs, type InputComparison, inputDistance, mapDistance } from './compare';
export type { Grouping } from './disjointSets';
export { type DualGraph, dualGraph, edgeLengths, type Neighbour, neighboursOf } from './dualGraph';
export {
  activePieces,
  activeUnits,
  confidences,
  hammingTo,
  lastCutLayers,
  oneOutput,
  probabilities,
  unitPieces,
} from './faceFields';
export { facesAtPoint, facesAtVertex } from './facesAt';
export { inputNorms, type MapNorms, sliceNorms } from './mapNorms';
export { affinePieces, FLAT_TOLERANCE, flatEdges } from './pieces';
export { RANK_TOLERANCE, type SingularValues, singularValues } from './singularValues';
export { type ComplexStatistics, complexStatistics, edgesOfFaces, regionsByLayer, regionsUpTo } from './statistics';
export { type Histogram, logHistogram, occurrences, type Summary, summarise } from './summary';
export { unitValues } from './unitValues';
