export { type Boundedness, boundednessOf } from './bounded';
export type { UnitBound } from './boundList';
export { type BoxedPoints, dataBox, evenBox } from './boxes';
export { type CodeStatus, codeStatus } from './codeStatus';
export { crossesOnly, wayAcross } from './crossing';
export { facetsOf, startFacets } from './facets';
export type {
  BoxFacet,
  Facet,
  FacetOptions,
  FacetProgress,
  FacetRun,
  PassSummary,
  PolytopeFacets,
} from './facetTypes';
export { type HalfSpaceOptions, type HalfSpaces, halfSpacesAt, halfSpacesOf } from './halfSpaces';
export { type Inscribed, inscribedBall, type NoInterior } from './inscribed';
export type { LinearModel, LinearProblem, LinearSolution, LinearSolver } from './linear';
export type { Neighbour } from './neighbour';
export { type Witness, witnessOf } from './rays';
export { type Redundancy, redundancyOf } from './redundancy';
export { type Box, type Region, regionOf } from './region';
export { facetsSeenFrom, type SeenFacet } from './seen';
export { MOST_VOLUME_INPUTS, type Volume, type VolumeOptions, volumeSteps } from './volume';
