export { type Cells, type Coded, haveMaps, intervalCells } from './cells';
export { type CodeDistance, codeDistance } from './codeDistance';
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
export { inputNorms, type MapNorms, sliceNorms } from './mapNorms';
export { RANK_TOLERANCE, type SingularValues, singularValues } from './singularValues';
export { unitValues } from './unitValues';
