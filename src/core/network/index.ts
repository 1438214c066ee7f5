export type { ActivationName, ActivationSpec, PiecewiseLinear, SmoothActivationName } from './activation';
export { isContinuous, isSmooth, pieceOf, piecewiseLinear } from './activation';
export { nearestBoundary } from './boundary';
export type { Boundary, UnitRef } from './boundaryGradient';
export { codeEntries, codesEqual, entryOf, splineCode } from './code';
export { forward, preActivations } from './forward';
export { type AffineMap, localAffineMap } from './localMap';
export { type UnitMargin, unitMargin } from './margin';
export {
  type CodeLayout,
  codeLayout,
  type DenseLayer,
  denseNetwork,
  type GatedLayer,
  headNetwork,
  type Layer,
  type Network,
  tailNetwork,
  unitAt,
} from './network';
export { boundaryUnits } from './onBoundary';
export { permuteWeights } from './permuted';
