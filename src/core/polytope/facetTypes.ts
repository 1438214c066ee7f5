/** What a search for facets takes, tells and returns. */
import type { Boundedness } from './bounded';
import type { UnitBound } from './boundList';
import type { Inscribed, NoInterior } from './inscribed';
import type { Neighbour } from './neighbour';
import type { Redundancy } from './redundancy';
import type { Box, Region } from './region';
import type { Volume } from './volume';

export interface FacetOptions {
  /** Facets of P ∩ box instead of P. */
  readonly box?: Box | null;
  /** Which sides of the box are facets as well; true by default. */
  readonly boxSides?: boolean;
  /** What lies across each facet; true by default. */
  readonly neighbours?: boolean;
  /** The volume within the box; false by default, and never above 20 inputs. */
  readonly volume?: boolean;
  /** Steps of the volume's walks. */
  readonly samples?: number;
  /** Seed of random directions and walks. */
  readonly seed?: number;
  /**
   * `matrix`: every half-space is written out and decided. `passes`: facets are found by passes through the network, as many as `passes`
   * says, and what they do not decide stays open. By default what the network is small enough for (`facetsByMatrix`).
   */
  readonly way?: 'matrix' | 'passes';
  /** Passes that a search by passes may take (`defaultPasses`), the way inside included; what has begun comes to its end. */
  readonly passes?: number;
}

/** A facet that units make. All points and vectors are in R^d. */
export interface Facet {
  /** Index of the constraint in the region. */
  readonly constraint: number;
  /** All units that change there; several where their boundaries coincide. */
  readonly units: readonly UnitBound[];
  /** Outward unit normal. */
  readonly normal: Float64Array;
  /** From the input to the facet's hyperplane. */
  readonly distance: number;
  /** Whether the hyperplane's nearest point belongs to the facet: then `distance` is that of the facet, too. */
  readonly footInside: boolean;
  /** The proof: a point of the facet that is `margin` away from all other constraints. */
  readonly witness: Float64Array;
  readonly margin: number;
  /** How far the witness is off the hyperplane. */
  readonly residual: number;
  /** From the witness straight through the polytope; Infinity where that has no end. */
  readonly width: number;
  /** Null where none was asked for, or float64 cannot step across. */
  readonly neighbour: Neighbour | null;
}

/** A side of the box that is a facet of P ∩ box. */
export interface BoxFacet {
  readonly input: number;
  readonly side: 'lower' | 'upper';
  /** Units whose boundary is the same hyperplane: none as a rule. */
  readonly units: readonly UnitBound[];
  readonly witness: Float64Array;
  readonly margin: number;
}

/** What a search by passes knows beside the facets. */
export interface PassSummary {
  /** Half-spaces of units, but for those found to be constant. */
  readonly halfSpaces: number;
  /** Of these, proven to hold the whole box. */
  readonly outside: number;
  /** Of these, neither shown to be facets nor to be none. */
  readonly undecided: number;
  readonly passes: number;
  readonly rays: number;
  /** Half-spaces whose boundary the input lies on, to rounding; where no pass was left to ask them, constants are among them. */
  readonly onBoundaries: number;
  /** From the input to where rays start, the centre of the ball; 0 where it is the input. */
  readonly fromInput: number;
  /** Whether the ball's radius is the distance of the nearest constraint; else of the nearest of those that were looked at. */
  readonly exactRadius: boolean;
}

export interface PolytopeFacets {
  /** With `passes` of the half-spaces of the facets alone. */
  readonly region: Region;
  /** Half-spaces of units, before equal ones were merged. */
  readonly halfSpaces: number;
  /** The largest ball in the region; without an interior there are no facets. */
  readonly ball: Inscribed | NoInterior;
  /** Its centre in R^d; null without an interior. */
  readonly centre: Float64Array | null;
  /** Nearest hyperplane first. */
  readonly facets: readonly Facet[];
  /** Null without a box, or where its sides were not asked about. */
  readonly boxFacets: readonly BoxFacet[] | null;
  /** Proofs for all that is left out, sides of the box included. */
  readonly redundant: readonly Redundancy[];
  /** Constraints that neither proof decides. */
  readonly undecided: readonly number[];
  /** Null with a box. */
  readonly boundedness: Boundedness | null;
  readonly volume: Volume | null;
  /** Linear programs that decided constraints. */
  readonly programs: number;
  /**
   * Of a search by passes, else null. Then the region's rows are those of the facets, the ball is about the place where rays start,
   * margins are estimated (within a quarter or so), and `redundant` and `undecided` are counted here.
   */
  readonly passes: PassSummary | null;
}

export interface FacetProgress {
  readonly phase: 'ball' | 'facets' | 'neighbours' | 'volume' | 'done';
  /** Constraints decided so far, of so many; facets found so far, their number is at least that. */
  readonly decided: number;
  readonly total: number;
  readonly facets: number;
  /** Of a search by passes: how many it has taken, of so many. */
  readonly passes?: { readonly done: number; readonly most: number };
}

/** A search in the making. To give up, stop advancing and `close` it. */
export interface FacetRun {
  /** Goes on for about `steps` rays, programs, neighbours or walks. Returns true when all is done. */
  advance(steps: number): boolean;
  readonly progress: FacetProgress;
  /** Ends a search by passes with what it has found, at the next `advance`; other searches go on. */
  enough(): void;
  /** The result; call it after `advance` has returned true. */
  finish(): PolytopeFacets;
  /** Frees what the solver holds. A run that has ended needs none. */
  close(): void;
}
