export type { Crossings, PathWalk, RayWalk } from './types';
export { type WalkOptions, walkPath, walkRay } from './walk';
