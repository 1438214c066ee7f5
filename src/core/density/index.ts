export { boundariesWithin, type UnitEdges } from './boundariesWithin';
export { boundaryDistance } from './boundaryDistance';
export { type ComplexityOptions, localComplexity } from './localComplexity';
export {
  type DensityField,
  type DensityMap,
  type DensitySubject,
  densityAt,
  densitySteps,
  type FieldSamples,
  type Grid,
  radiusInInput,
} from './map';
export type { DensityAt, DensitySpace } from './types';
