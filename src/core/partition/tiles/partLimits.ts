/** How many open units a part may have. The cells do not depend on it, the time does. */
export interface PartLimits {
  /** With more a part is halved before its reduction is made: each of them costs a pass. */
  readonly build: number;
  /** As many are taken where halving down to `SMALL` has not helped: their boundaries meet in one point, say, and no half has fewer. `build` when absent. */
  readonly most?: number;
  /** With more a reduction is halved before it is walked: a walk asks every open unit at every polytope. */
  readonly walk: number;
}

/** Those of the page and of the command line. */
export const LIMITS: PartLimits = { build: 768, most: 4096, walk: 96 };
/** Parts of this share of the domain are halved no more. */
export const SMALLEST = 1e-9;
/** Parts below this share may have more open units. In much smaller ones, cells between lines of a small angle are too thin to be told apart. */
export const SMALL = 1e-4;

/** How many open units the smallest parts may have. */
export const mostOf = ({ most, build }: PartLimits): number => most ?? build;
