export {
  type ActivationWalk,
  type ScalingWalk,
  walkActivations,
  walkScaling,
} from './activationSpace';
export { activationAngles, angleBetween, layerAngles } from './angle';
export { BOOTSTRAP_LEVEL, bootstrapMean, type Interval, RESAMPLES } from './bootstrap';
export type { Contrast } from './classContrast';
export {
  type ClassDensity,
  type ClassDensityOptions,
  type ClassDensityRun,
  type LayerContrast,
  startClassDensity,
} from './classDensity';
export { defaultExtent } from './classExtent';
export { classPairs, type LabelledPoints, pairsFault } from './classPairs';
export { defaultPairs } from './defaultPairs';
export { type LayerDensity, lengthUpTo, type PathDensity, pathDensity, pathNorms } from './density';
export { type ConfidenceLimit, confidenceLimit, extendPath, type PathEnd, type PathExtension } from './extension';
export { allFound, type Finding, type Found } from './finding';
export { isHomogeneous } from './homogeneous';
export { LARGEST_SCALE } from './largestScale';
export { extendLongPath, type LongEnd, type LongExtension, type WalkEnds } from './longExtension';
export { type LongWalkOptions, type LongWalkRun, startLongWalk } from './longWalk';
export { codeAt, outputsAt, type PathProfile, pathPoint, pathProfile, pieceAt, type Tie, ties } from './read';
export {
  type ClassDensityReport,
  type ContrastReport,
  type CrossingReport,
  classDensityReport,
  type EndReport,
  type LayerContrastReport,
  type PathReport,
  type PieceReport,
  pathReport,
  pathReportInParts,
} from './report';
export { type PathSamples, type SampledNorm, type SampledWalk, samplePath } from './samples';
export { lookAtScales, type ScaleLook } from './scaleLook';
export type { Crossings, LongWalk, PathWalk, RayWalk } from './types';
export { type WalkOptions, walkPath, walkRay } from './walk';
